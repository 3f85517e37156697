import { ParleyError } from '../../errors.ts'
import type { PhraseIndex } from '../phrases.ts'
import type { Actor } from './dictionary.ts'
import { isPetrarch, readPetrarch } from './petrarch.ts'
import { addActors } from './rows.ts'

/** A dictionary of actors that a user adds to the package's own: its columns, or PETRARCH's format. */
export interface ActorFile {
  /** As messages name it. */
  readonly name: string
  readonly text: string
}

/**
 * Adds a user's dictionary; its rows come before the package's own.
 *
 * @returns A failure for each line left out.
 * @throws {ParleyError} `ACTORS_FORMAT` where the file is in neither format.
 */
export function addOwnActors(names: PhraseIndex<Actor>, { name, text }: ActorFile): readonly ParleyError[] {
  const plain = text.replace(/^\uFEFF/, '')
  if (/^name\tcode\t/m.test(plain)) return addActors(names, () => plain, name)
  if (!isPetrarch(plain)) throw new ParleyError('ACTORS_FORMAT', { name })
  const { entries, faults } = readPetrarch(name, plain)
  for (const { phrase, actor } of entries) names.add(phrase, actor)
  return faults
}

import type { FigureKind } from '../../contract.ts'
import { spanOf } from '../../syntax/walk.ts'
import type { Document, Figure, Token } from '../../text/document.ts'
import { lemmaOf } from './counted.ts'
import type { FigureTables } from './lexicon.ts'

/** Counts of one that no numeral names: "85 drones and a ballistic missile", "killing a policeman". */
export function singles(document: Document, counted: readonly Figure[], tables: FigureTables): Figure[] {
  return document.tokens.flatMap(({ form, head, deprel }, article) => {
    if (deprel !== 'det' || !/^an?$/i.test(form) || document.tokens[head]?.xpos !== 'NN') return []
    const kind = weaponBeside(document, head, { counted, tables }) ?? harmTo(document, head, tables)
    const where = spanOf(document, [article, head])
    if (kind === null || where === null) return []
    const settled = kind === 'weapons'
    return [{ ...where, token: head, noun: head, kind, settled, min: 1, max: 1, perSide: false }]
  })
}

interface Beside {
  readonly counted: readonly Figure[]
  readonly tables: FigureTables
}

function weaponBeside(document: Document, noun: number, { counted, tables }: Beside): FigureKind | null {
  if (tables.nouns.get(lemmaOf(document, noun)) !== 'weapons' || document.tokens[noun]?.deprel !== 'conj') return null
  const other = counted.find(figure => figure.noun === document.tokens[noun]?.head)
  return other?.kind === 'weapons' ? 'weapons' : null
}

const HARMED = /^(?:obj|nsubj:pass)$/

/** A verb of harm whose object or passive subject the person is, alone or joined to another. */
function harmTo(document: Document, noun: number, tables: FigureTables): FigureKind | null {
  const token = document.tokens[noun]
  const above = token === undefined ? undefined : document.tokens[token.head]
  if (token === undefined || above === undefined) return null
  if (token.deprel === 'conj' && above.upos === 'NOUN') return harmTo(document, token.head, tables)
  return above.upos === 'VERB' && HARMED.test(token.deprel) ? harmOf(above, tables) : null
}

function harmOf({ lemma }: Token, { verbs }: FigureTables): FigureKind | null {
  const kind = verbs.get(lemma)
  return kind === 'killed' || kind === 'injured' ? kind : null
}

import { expect, test } from 'vitest'
import { createJoinNamesStage } from '../../src/entities/join-names.ts'
import { loadTables } from '../../src/entities/tables.ts'
import { readData } from '../../src/reading/packaged.ts'
import { span } from '../../src/span.ts'
import { emptyDocument, type Name } from '../../src/text/document.ts'
import { noTrace } from '../../src/text/stage.ts'
import { sharedReader } from '../support/reader.ts'

const { actors, places } = loadTables(readData)
const stage = createJoinNamesStage(actors, places)

/** Names after joining, where the head saw the given ones: `form/KIND/confidence`. */
async function joined(text: string, seen: readonly string[]): Promise<string> {
  const dispatch = { id: 'x', title: null, text, publisher: null, published: null, url: null, language: 'en' }
  const parsed = await (await sharedReader()).parse(emptyDocument(dispatch))
  const names = seen.map((name): Name => {
    const [form = '', kind = '', confidence = '1'] = name.split('/')
    const start = text.indexOf(form)
    return { ...span(start, start + form.length), kind, confidence: Number(confidence) }
  })
  const found = stage.run({ ...parsed, names }, noTrace).names
  return found.map(({ start, end, kind }) => `${text.slice(start, end)}/${kind}`).join(' ')
}

test.each([
  ['a state is a place where the head is unsure', 'Talks in Kenya ended.', ['Kenya/ORG/0.6'], 'Kenya/LOC'],
  ['the head stands where it is sure', 'Talks in Kenya ended.', ['Kenya/ORG/0.99'], 'Kenya/ORG'],
  ['a body that the head passed over is added', 'The African Union welcomed it.', [], 'African Union/ORG'],
  ['a preposition ends no name', 'It is Rosa Marsh of Reuters.', ['Rosa Marsh of/PER', 'Reuters/ORG'], 'Rosa Marsh/PER Reuters/ORG'], // prettier-ignore
  ['a town and its state are two', 'They met in Houston Texas.', ['Houston Texas/LOC'], 'Houston/LOC Texas/LOC'],
  ['two words of one place are one', 'They met in New York.', ['New York/LOC'], 'New York/LOC'],
  ['a name that only begins like a state is none', 'He read Jordan Weekly.', ['Jordan Weekly/ORG'], 'Jordan Weekly/ORG'], // prettier-ignore
])('%s', async (_, text, seen, expected) => {
  expect(await joined(text, seen)).toBe(expected)
})

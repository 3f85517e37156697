import { expect, test } from 'vitest'
import { createFiguresStage } from '../../src/entities/figures/find-figures.ts'
import { loadFigures } from '../../src/entities/figures/lexicon.ts'
import { readData } from '../../src/reading/packaged.ts'
import { emptyDocument, type Figure } from '../../src/text/document.ts'
import { cases } from '../support/cases.ts'
import { sharedReader } from '../support/reader.ts'
import { traceOnFailure } from '../support/trace.ts'

const stage = createFiguresStage(loadFigures(readData))

const shown = ({ kind, min, max, perSide }: Figure) => `${kind} ${min ?? '*'}..${max ?? '*'}${perSide ? ' each' : ''}`

test.each(cases('figures'))('figures.txt:$line reads "$input"', async ({ input, expected }) => {
  const reader = await sharedReader()
  const dispatch = { id: 'x', title: null, text: input, publisher: null, published: null, url: null, language: 'en' }
  const { figures } = stage.run(await reader.parse(emptyDocument(dispatch)), traceOnFailure())
  expect(figures.map(shown).join('; ')).toBe(expected ?? '')
})

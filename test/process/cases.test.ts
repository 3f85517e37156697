import { expect, test } from 'vitest'
import type { Process } from '../../src/contract.ts'
import { cases } from '../support/cases.ts'
import { sharedReader } from '../support/reader.ts'

function told({ proposals, positions, outcomes, rounds }: Process): string[] {
  return [
    ...proposals.map(({ by, issue }) => `proposal ${by} ${issue}`),
    ...positions.map(({ by, issue, stance }) => `position ${by} ${issue} ${stance}`),
    ...outcomes.map(({ issue, count }) => `outcome ${issue} ${count ?? '-'}`),
    ...rounds.map(({ ordinal, place }) => `round ${ordinal ?? '-'} ${place ?? '-'}`),
  ]
}

async function toldIn(text: string): Promise<string[]> {
  const reader = await sharedReader()
  const dispatch = {
    id: 'case',
    title: null,
    text,
    publisher: null,
    published: '2025-06-03',
    url: null,
    language: 'en',
  }
  return told((await reader.read(dispatch)).process)
}

const all = cases('process')

test.each(all.filter(({ expected }) => expected !== null))('line $line: $input', async ({ input, expected }) => {
  const wanted = (expected ?? '').split(';').map(one => one.trim())
  expect(await toldIn(input)).toEqual(expect.arrayContaining(wanted))
})

test.each(all.filter(({ expected }) => expected === null))('line $line yields nothing: $input', async ({ input }) => {
  expect(await toldIn(input)).toEqual([])
})

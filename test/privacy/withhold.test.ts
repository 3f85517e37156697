import { describe, expect, test } from 'vitest'
import { isPrivate, withholdNames } from '../../src/privacy/withhold.ts'
import { partyOf } from '../support/outlets.ts'

describe('a private person', () => {
  test.each(['UNK Jemimah Oakbough', 'COD/CVL Jemimah Oakbough', 'COD/REF Ada van Birch', 'UNK/UNK Jean-Luc Mbuyi'])('is %s', written => {
    expect(isPrivate(partyOf(written))).toBe(true)
  }) // prettier-ignore
  test.each(['COD/GOV Jean Mbuyi', 'COD/REB Jean Mbuyi', 'COD/CVL civilians', 'IGO Red Crescent Union', 'COD', 'UNK residents', 'COD/CVL/GOV Jean Mbuyi'])('is not %s', written => {
    expect(isPrivate(partyOf(written))).toBe(false)
  }) // prettier-ignore
})

test('a row loses the name wherever it stands, and nothing else', () => {
  const speaker = { ...partyOf('UNK Jemimah Oakbough'), text: 'Oakbough', verb: 'said' }
  const row = {
    id: 'Oakbough-1', url: 'https://a.example/Oakbough', dispatch: { title: 'What Oakbough saw' },
    record: { attribution: [speaker], evidence: { start: 3, end: 9, quote: 'Shells fell, Oakbough said to Jean Mbuyi.' }, actor: [partyOf('COD/GOV Jean Mbuyi')] },
  } // prettier-ignore
  const told = withholdNames(row)
  expect(told).toMatchObject({
    id: 'Oakbough-1', url: 'https://a.example/Oakbough', dispatch: { title: 'What [name withheld] saw' },
    record: {
      attribution: [{ name: '[name withheld]', text: '[name withheld]', verb: 'said' }],
      evidence: { start: 3, end: 9, quote: 'Shells fell, [name withheld] said to Jean Mbuyi.' }, actor: [{ name: 'Jean Mbuyi' }],
    },
  }) // prettier-ignore
  expect(row.record.attribution[0]?.name).toBe('Jemimah Oakbough')
})

import { describe, expect, test } from 'vitest'
import type { EntityRecord, EventRecord } from '../../src/contract.ts'
import { fillImplied } from '../../src/events/implied.ts'
import { otherSide, sidesOf } from '../../src/events/sides.ts'
import { emptyDocument, type Document, type Mention } from '../../src/text/document.ts'
import { entityOf, evidenceOf, eventOf } from '../support/records.ts'

const TEXT =
  'Northland and Southland held talks. Northland shelled Southland. Northland’s drones struck a depot. ' +
  'The two signed a truce. Eastland praised the truce. Each side freed 30 men. Southland condemned the raid.'
const NORTH = { name: 'Northland', code: 'NOR', sector: [] } as const
const SOUTH = { name: 'Southland', code: 'SOU', sector: [] } as const
const EAST = { name: 'Eastland', code: 'EAS', sector: [] } as const
const north = entityOf(TEXT, 'Northland', NORTH)
const south = entityOf(TEXT, 'Southland', SOUTH)

const mentionOf = (words: string, entity: Mention['entity']): Mention => {
  const { start, end } = entityOf(TEXT, words, { ...NORTH })
  return { start, end, head: 0, entity, via: 'name' } as unknown as Mention
}
const document: Document = {
  ...emptyDocument({ id: 'd', title: null, text: TEXT, published: null, publisher: null, url: null, language: 'en' }),
  mentions: [mentionOf('Northland', NORTH), mentionOf('Southland', SOUTH), mentionOf('Eastland', EAST)],
}

const talks = eventOf({
  id: '1',
  event: 'CONSULT',
  actor: [north, south],
  evidence: evidenceOf(TEXT, 'Northland and', 'talks'),
})
const shelled = eventOf({
  id: '2',
  event: 'ASSAULT',
  actor: [north],
  recipient: [south],
  evidence: evidenceOf(TEXT, 'Northland shelled', 'shelled'),
})
const told = (slots: Partial<EventRecord>, opening: string, trigger: string) =>
  eventOf({ id: '3', event: 'ASSAULT', evidence: evidenceOf(TEXT, opening, trigger), ...slots })

const filled = (event: EventRecord) => fillImplied(document, [talks, shelled, event])[2]
const codes = (entities: readonly EntityRecord[] = []) => entities.map(({ code }) => code)

describe('the two sides of a dispatch', () => {
  test('are those that its happenings put together', () => {
    expect(sidesOf([talks, shelled])?.toSorted()).toEqual(['NOR', 'SOU'])
  })
  test('are not known from one happening', () => {
    expect(sidesOf([talks])).toBeNull()
  })
  test('have each other for the other side, and nobody else', () => {
    expect(otherSide(['NOR'], ['NOR', 'SOU'])).toBe('SOU')
    expect(otherSide(['EAS'], ['NOR', 'SOU'])).toBeNull()
    expect(otherSide(['NOR', 'SOU'], ['NOR', 'SOU'])).toBeNull()
  })
})

describe('what a report leaves unsaid', () => {
  test('an attack on what nobody is said to own is on the other side', () => {
    const depot = { text: 'a depot', start: 0, end: 0, name: 'a depot', code: 'UNK', sector: [] }
    const event = filled(told({ actor: [north], recipient: [depot] }, 'Northland’s drones', 'struck'))
    expect(codes(event?.recipient)).toEqual(['SOU'])
    expect(event?.why).toContain('implied: the other side')
  })
  test('who frees people on each side are both', () => {
    const men = { text: '30 men on each side', start: 0, end: 0, name: '30 men', code: 'NOR', sector: [] }
    const event = filled(told({ event: 'RETREAT', mode: ['release'], recipient: [men] }, 'Each side', 'freed'))
    expect([codes(event?.actor).toSorted(), event?.recipient]).toEqual([['NOR', 'SOU'], []])
  })
  test('a condemnation is of the other side', () => {
    expect(
      codes(filled(told({ event: 'ACCUSE', actor: [south] }, 'Southland condemned', 'condemned'))?.recipient),
    ).toEqual(['NOR'])
  })
  test('praise by a third is of both', () => {
    const east = entityOf(TEXT, 'Eastland', EAST)
    const event = filled(told({ event: 'SUPPORT', actor: [east] }, 'Eastland praised', 'praised'))
    expect(codes(event?.recipient).toSorted()).toEqual(['NOR', 'SOU'])
  })
  test('a recipient that the report names stays', () => {
    const east = entityOf(TEXT, 'Eastland', EAST)
    expect(
      codes(filled(told({ actor: [north], recipient: [east] }, 'Northland shelled', 'shelled'))?.recipient),
    ).toEqual(['EAS'])
  })
  test('a truce that is in force asks nobody anything', () => {
    expect(filled(told({ event: 'AGREE', actor: [north, south] }, 'The two signed', 'signed'))?.recipient).toEqual([])
  })
})

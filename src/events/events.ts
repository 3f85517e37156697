import type { EventRecord } from '../contract.ts'
import { spanOf, dependents } from '../syntax/walk.ts'
import type { Document, Scores } from '../text/document.ts'
import type { Stage } from '../text/stage.ts'
import { attributionOf, statementsAround } from './attributed.ts'
import { figureRecord, figuresOf } from './figures.ts'
import { frameOf, type FrameTables } from './frames.ts'
import { fillImplied } from './implied.ts'
import { stableId } from './id.ts'
import { linkEvents } from './links.ts'
import { entitiesAt, roleWords, type ResolveHead, type Role } from './roles.ts'
import { findTriggers, gatherHappenings, type Happening, type Trigger } from './triggers.ts'
import { dateOf } from './when.ts'
import { fillVenues } from './venues.ts'
import { placesOf } from './where.ts'
import type { ResolveGround } from '../entities/places/grounds.ts'

/** What the stage is made with. */
export interface EventTables {
  readonly frames: FrameTables
  readonly resolve: ResolveHead
  readonly ground: ResolveGround
}

/** Happenings with who, to whom, when, where, how real, and who says so. */
export function createEventsStage(tables: EventTables): Stage {
  return {
    name: 'events',
    reads: ['scores', 'syntax', 'mentions', 'times', 'places', 'figures', 'statements'],
    writes: ['events'],
    run(document, trace) {
      const { scores } = document
      if (scores === null) return document
      const triggers = findTriggers(document, scores)
      const happenings = gatherHappenings(document, triggers, scores)
      trace(() => `${triggers.length} triggers, ${happenings.length} happenings`)
      const figures = figuresOf(document, happenings)
      const places = placesOf({ document, scores, ground: tables.ground }, happenings)
      const records = happenings.map(happening => {
        return { ...recordOf({ document, scores, tables }, happening), places: places.get(happening) ?? [] }
      })
      const events = fillVenues(fillImplied(document, records)).map((event, i) => {
        const own = figures.get(happenings[i] as Happening) ?? []
        return { ...event, figures: own.map(figure => figureRecord(document, figure, event)) }
      })
      return { ...document, events: linkEvents(events) }
    },
  }
}

interface Context {
  readonly document: Document
  readonly scores: Scores
  readonly tables: EventTables
}

function recordOf({ document, scores, tables }: Context, { lead, others }: Happening): EventRecord {
  const words = filledRoles(document, scores, [lead, ...others])
  const frame = frameOf(document, lead, tables.frames)
  const evidence = evidenceOf(document, lead.token)
  const statements = statementsAround(document, lead.token)
  return {
    id: stableId('e', document.dispatch.id, evidence.trigger?.start ?? 0, evidence.trigger?.text ?? '', lead.category),
    event: lead.category,
    issue: lead.issue,
    mode: frame.mode,
    context: frame.context,
    cameo: frame.cameo,
    scale: frame.scale,
    actor: entitiesAt(document, words.actor, tables.resolve),
    recipient: entitiesAt(document, words.recipient, tables.resolve),
    date: dateOf(document, words.date, lead.status),
    places: [],
    status: lead.status,
    attribution: statements.flatMap(statement => attributionOf(document, statement)),
    figures: [],
    links: [],
    evidence,
    confidence: confidenceOf(lead),
    why: [...whyOf(lead, others), ...frame.why],
  }
}

/** Roles of the fullest mention; a role it leaves empty is filled by the first other mention that has it. */
function filledRoles(document: Document, scores: Scores, triggers: readonly Trigger[]): Record<Role, number[]> {
  const found = triggers.map(({ token }) => roleWords(document, scores, token))
  const first = (role: Role) => found.find(words => words[role].length > 0)?.[role] ?? []
  return { actor: first('actor'), recipient: first('recipient'), place: first('place'), date: first('date') }
}

function evidenceOf(document: Document, token: number): EventRecord['evidence'] {
  const particle = dependents(document, token).filter(i => document.tokens[i]?.deprel === 'compound:prt')
  const trigger = spanOf(document, [token, ...particle]) ?? { start: 0, end: 0 }
  const sentence = document.sentences[document.tokens[token]?.sentence ?? -1] ?? trigger
  const quote = document.text.slice(sentence.start, sentence.end)
  const text = document.text.slice(trigger.start, trigger.end)
  return { start: sentence.start, end: sentence.end, quote, trigger: { start: trigger.start, end: trigger.end, text } }
}

function confidenceOf({ lead, mention, categoryProbability, statusProbability }: Trigger): number {
  const sure = Math.min(1, lead + mention) * categoryProbability * Math.sqrt(statusProbability)
  return Math.round(sure * 1000) / 1000
}

function whyOf(lead: Trigger, others: readonly Trigger[]): string[] {
  const percent = (p: number) => `${Math.round(p * 100)} %`
  return [
    `trigger head: a happening, ${percent(lead.lead)} its fullest mention, ${percent(lead.mention)} a further one`,
    `category head: ${lead.category} ${percent(lead.categoryProbability)}`,
    `status head: ${lead.status} ${percent(lead.statusProbability)}`,
    ...(others.length > 0 ? [`${others.length} further mentions merged`] : []),
  ]
}

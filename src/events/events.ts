import type { Category, EventRecord } from '../contract.ts'
import { spanOf, dependents } from '../syntax/walk.ts'
import type { Document, Scores } from '../text/document.ts'
import type { Stage } from '../text/stage.ts'
import { attributionOf, speakerAsActor, statementsAround } from './attributed.ts'
import { figureRecord, figuresOf } from './figures.ts'
import { filedAs } from './category.ts'
import { certaintyOf, confidenceOf, type Calibration } from './confidence.ts'
import { nameHappening } from './frames/name.ts'
import type { FrameTables } from './frames/tables.ts'
import { gatherHappenings, isTold, type Happening } from './gather.ts'
import { fillImplied } from './implied.ts'
import { stableId } from './id.ts'
import { linkEvents } from './links.ts'
import { settleRoles } from './settle.ts'
import { entitiesAt, roleWords, type ResolveHead, type Role, type RoleWords } from './roles.ts'
import { findCandidates, isTaken, type Trigger } from './triggers.ts'
import { dateOf } from './when.ts'
import { fillVenues } from './venues.ts'
import { placesOf } from './where.ts'
import type { ResolveGround } from '../entities/places/grounds.ts'

/** What the stage is made with. */
export interface EventTables {
  readonly frames: FrameTables
  readonly resolve: ResolveHead
  readonly calibration: Calibration
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
      const candidates = findCandidates(document, scores, tables.frames)
      const triggers = candidates.filter(isTaken).map(({ trigger }) => trigger)
      const happenings = gatherHappenings(document, triggers, scores).filter(happening => isTold(document, happening))
      trace(() => `${triggers.length} triggers, ${happenings.length} happenings`)
      const figures = figuresOf(document, happenings)
      const places = placesOf({ document, scores, ground: tables.ground }, happenings)
      const records = happenings.map(happening => {
        const record = recordOf({ document, scores, tables }, happening)
        return settleRoles(document, happening.lead.token, { ...record, places: places.get(happening) ?? [] })
      })
      const events = fillVenues(fillImplied(document, records)).map((event, i) => {
        const own = figures.get(happenings[i] as Happening) ?? []
        const confidence = confidenceIn(event, event !== records[i], tables.calibration)
        return { ...event, confidence, figures: own.map(figure => figureRecord(document, figure, event)) }
      })
      const told = events.map((event, i) => ({ event, tokens: tokensOf(happenings[i]) }))
      return { ...document, events: linkEvents(document, told) }
    },
  }
}

const tokensOf = (happening: Happening | undefined) =>
  happening === undefined ? [] : [happening.lead, ...happening.others].map(({ token }) => token)

interface Context {
  readonly document: Document
  readonly scores: Scores
  readonly tables: EventTables
}

function recordOf({ document, scores, tables }: Context, { lead, others }: Happening): EventRecord {
  const words = filledRoles(document, scores, [lead, ...others])
  const category = filedAs(lead.category, lead.status)
  const naming = nameHappening(document, { trigger: lead, category }, tables.frames)
  const evidence = evidenceOf(document, lead.token)
  const statements = statementsAround(document, lead.token)
  const acting = entitiesAt(document, words.actor, tables.resolve)
  const asksItself = acting.length === 0 && lead.status === 'demanded'
  return {
    id: stableId('e', document.dispatch.id, evidence.trigger?.start ?? 0, evidence.trigger?.text ?? '', lead.category),
    event: category,
    issue: lead.issue,
    mode: naming.mode,
    context: naming.context,
    cameo: naming.cameo,
    scale: naming.scale,
    actor: asksItself ? speakerAsActor(document, statements) : acting,
    recipient: entitiesAt(document, words.recipient, tables.resolve),
    date: dateOf(document, words.date, lead.status),
    places: [],
    status: lead.status,
    attribution: statements.flatMap(statement => attributionOf(document, statement)),
    figures: [],
    links: [],
    evidence,
    confidence: 0,
    certainty: certaintyOf(lead, words.sure),
    why: [...whyOf(lead, others), ...filedWhy(lead.category, category), ...naming.why],
  }
}

/** Roles of the fullest mention; a role it leaves empty is filled by the first other mention that has it. */
function filledRoles(document: Document, scores: Scores, triggers: readonly Trigger[]): RoleWords {
  const found = triggers.map(trigger => roleWords(document, scores, trigger))
  const having = (role: Role) => found.find(words => words[role].length > 0) ?? found[0]
  const words = (role: Role) => having(role)?.[role] ?? []
  const sure = { actor: having('actor')?.sure.actor ?? 0, recipient: having('recipient')?.sure.recipient ?? 0 }
  return { actor: words('actor'), recipient: words('recipient'), place: words('place'), date: words('date'), sure }
}

function evidenceOf(document: Document, token: number): EventRecord['evidence'] {
  const particle = dependents(document, token).filter(i => document.tokens[i]?.deprel === 'compound:prt')
  const trigger = spanOf(document, [token, ...particle]) ?? { start: 0, end: 0 }
  const sentence = document.sentences[document.tokens[token]?.sentence ?? -1] ?? trigger
  const quote = document.text.slice(sentence.start, sentence.end)
  const text = document.text.slice(trigger.start, trigger.end)
  return { start: sentence.start, end: sentence.end, quote, trigger: { start: trigger.start, end: trigger.end, text } }
}

const confidenceIn = ({ certainty }: EventRecord, isImplied: boolean, calibration: Calibration) =>
  certainty === undefined ? 0 : confidenceOf(certainty, isImplied, calibration)

const filedWhy = (judged: Category, filed: Category) =>
  judged === filed ? [] : [`filed as ${filed}: ${judged} that has not happened yet (PLOVER, intent)`]

function whyOf(lead: Trigger, others: readonly Trigger[]): string[] {
  const percent = (p: number) => `${Math.round(p * 100)} %`
  return [
    `trigger head: a happening, ${percent(lead.lead)} its fullest mention, ${percent(lead.mention)} a further one`,
    `category head: ${lead.category} ${percent(lead.categoryProbability)}`,
    lead.statusWords === null
      ? `status head: ${lead.status} ${percent(lead.statusProbability)}`
      : `status ${lead.status}: “${lead.statusWords}”`,
    ...(others.length > 0 ? [`${others.length} further mentions merged`] : []),
  ]
}

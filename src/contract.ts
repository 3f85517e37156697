/**
 * The shapes that Parley prints and others rely on, as docs/contract.md has them. Change only by adding.
 * Offsets are UTF-16 code units in `document.text`; days are ISO 8601 `YYYY-MM-DD`.
 */

/** PLOVER event categories, in the manual's order. */
// prettier-ignore
export const CATEGORIES = [
  'AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT', 'REQUEST',
  'ACCUSE', 'REJECT', 'THREATEN', 'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT',
] as const
export type Category = (typeof CATEGORIES)[number]

/** How real the report makes the happening. Order carries no meaning. */
// prettier-ignore
export const STATUSES = [
  'happened', 'ongoing', 'planned', 'proposed', 'demanded', 'conditional', 'denied', 'hypothetical',
] as const
export type Status = (typeof STATUSES)[number]

/** What is negotiated: one vocabulary for proposals, outcomes and positions. */
// prettier-ignore
export const ISSUES = [
  'ceasefire', 'prisoner-exchange', 'hostage-release', 'return-of-children', 'return-of-remains',
  'humanitarian-access', 'withdrawal', 'territory', 'security-guarantees', 'sanctions-relief', 'monitoring',
  'disarmament', 'elections', 'power-sharing', 'justice', 'leaders-meeting', 'talks', 'aid', 'nuclear',
  'refugees', 'borders', 'recognition', 'energy', 'other',
] as const
export type Issue = (typeof ISSUES)[number]

/** A speaker's attitude to an issue. */
export const STANCES = ['accepts', 'rejects', 'conditional', 'demands', 'offers'] as const
export type Stance = (typeof STANCES)[number]

/** PLOVER's primary sectors of actors. */
// prettier-ignore
export const SECTORS = [
  'GOV', 'MIL', 'REB', 'COP', 'JUD', 'LEG', 'PTY', 'OPP', 'SPY', 'PRM', 'UAF', 'UNK', 'CVL', 'REF', 'BUS',
  'JRN', 'MED', 'NGO', 'REL', 'CRM', 'ELI', 'EDU', 'LAB', 'AGR', 'SOC', 'PRE',
] as const
export type Sector = (typeof SECTORS)[number]

// prettier-ignore
export const FIGURE_KINDS = [
  'killed', 'injured', 'captured', 'released', 'displaced', 'exchanged', 'participants', 'weapons', 'days', 'money',
  'other',
] as const
export type FigureKind = (typeof FIGURE_KINDS)[number]

export const LINK_KINDS = ['retaliation-for', 'before', 'after', 'same-day', 'part-of', 'outcome-of'] as const
export type LinkKind = (typeof LINK_KINDS)[number]

/** One report as it arrived, header lines taken off. */
export interface Dispatch {
  /** The given id, else `sha256:` and the hex digest of the normalised text. */
  readonly id: string
  readonly title: string | null
  /** The body; what all offsets refer to. */
  readonly text: string
  readonly publisher: string | null
  /** Day of publication in the publisher's own zone; null where nothing says it (never guessed from the clock). */
  readonly published: string | null
  readonly url: string | null
  /** ISO 639-1 code, or `und`. */
  readonly language: string
  /** Whose report it is where the publisher names another: a wire, RSS `<source>`, `dc:creator`. Absent where nothing says so. */
  readonly credit?: string
}

/** A stretch of text that refers to somebody, with whom it means. */
export interface EntityRecord {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly name: string
  /** ISO 3166 alpha-3 for states; IGO, NGO, MNC; UNK where the text names nobody. */
  readonly code: string
  readonly sector: readonly Sector[]
}

/** When something happened: first and last possible day, both included; null where that side is open. */
export interface DateRecord {
  readonly text: string
  readonly edtf: string | null
  readonly start: string | null
  readonly end: string | null
}

/** How exact a place is: a pin only for what is a point; areas and countries say so. */
export const RESOLUTIONS = ['point', 'city', 'district', 'province', 'region', 'country', 'sea', 'world'] as const
export type Resolution = (typeof RESOLUTIONS)[number]

export interface PlaceRecord {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly name: string
  /** ISO 3166 alpha-3, null where no one state holds it. */
  readonly country: string | null
  /** WGS 84 degrees; the centroid for areas. */
  readonly lat: number | null
  readonly lon: number | null
  readonly resolution: Resolution
  readonly geonameid: number | null
}

export const CUE_KINDS = [
  'asserts', 'claims', 'denies', 'confirms', 'proposes', 'demands', 'promises', 'threatens', 'condemns', 'praises', 'asks', 'assesses',
] as const // prettier-ignore
/** What kind of saying the words are by which a report ascribes. */
export type CueKind = (typeof CUE_KINDS)[number]

export interface AttributionRecord {
  readonly text: string
  readonly name: string
  readonly code: string
  readonly sector: readonly Sector[]
  /** The cue: the words by which the report ascribes. */
  readonly verb: string
  /** What kind of saying the cue is; null where the words are not known as one. Readings of earlier versions have none. */
  readonly kind?: CueKind | null
}

/** Probabilities of a record's parts, as the heads give them: not calibrated. */
export interface Certainty {
  readonly happening: number
  readonly category: number
  readonly status: number
  readonly actor: number
  readonly recipient: number
}

export interface FigureRecord {
  readonly kind: FigureKind
  readonly min: number | null
  readonly max: number | null
  readonly text: string
}

export interface LinkRecord {
  readonly kind: LinkKind
  /** Id of the other event in the same reading. */
  readonly event: string
}

/** Where in the text a record comes from. */
export interface Evidence {
  readonly start: number
  readonly end: number
  readonly quote: string
  readonly trigger?: { readonly start: number; readonly end: number; readonly text: string }
}

export interface EventRecord {
  /** Stable for the same text and the same model version. */
  readonly id: string
  readonly event: Category
  /** What it is about, where it belongs to a negotiation. */
  readonly issue: Issue | null
  readonly mode: readonly string[]
  readonly context: readonly string[]
  readonly cameo: string | null
  /** PLOVER conflict-cooperation score, -10 to 10. */
  readonly scale: number | null
  readonly actor: readonly EntityRecord[]
  readonly recipient: readonly EntityRecord[]
  readonly date: DateRecord | null
  readonly places: readonly PlaceRecord[]
  readonly status: Status
  /** Outermost first; empty for the reporter's own voice. */
  readonly attribution: readonly AttributionRecord[]
  readonly figures: readonly FigureRecord[]
  readonly links: readonly LinkRecord[]
  readonly evidence: Evidence
  /** Probability that the record is right (category, actors, recipients and status), 0 to 1. */
  readonly confidence: number
  /** What the heads give each part, 0 to 1. Readings of earlier versions have none. */
  readonly certainty?: Certainty
  /** The rules and dictionary entries that led here, readable by a person. */
  readonly why: readonly string[]
}

/** A party as one string: `RUS` for a state, `COD/REB` for a group of it, `IGO`, `NGO`. */
export interface Party {
  readonly code: string
  readonly name: string
}

export interface RoundRecord {
  readonly ordinal: number | null
  readonly place: string | null
  readonly date: DateRecord | null
  readonly status: Status
  readonly evidence: Evidence
}

export interface DelegationRecord {
  readonly party: string
  readonly head: { readonly name: string; readonly office: string | null }
  readonly round: number | null
  readonly evidence: Evidence
}

export interface ProposalRecord {
  readonly by: string
  readonly to: readonly string[]
  readonly issue: Issue
  readonly terms: Readonly<Record<string, string | number>>
  readonly status: Status
  readonly attribution: readonly AttributionRecord[]
  readonly evidence: Evidence
}

export interface OutcomeRecord {
  readonly issue: Issue
  readonly count: number | null
  /** `side` where each side gives as many. */
  readonly per: string | null
  readonly date: DateRecord | null
  readonly status: Status
  readonly round: number | null
  /** Who says so, outermost first; absent in readings of versions that did not keep it. */
  readonly attribution?: readonly AttributionRecord[]
  readonly evidence: Evidence
}

export interface PositionRecord {
  readonly by: string
  readonly speaker: string | null
  readonly issue: Issue
  readonly stance: Stance
  readonly condition: string | null
  readonly attribution: readonly AttributionRecord[]
  readonly evidence: Evidence
}

export interface Process {
  readonly parties: readonly Party[]
  readonly mediators: readonly Party[]
  readonly rounds: readonly RoundRecord[]
  readonly delegations: readonly DelegationRecord[]
  readonly proposals: readonly ProposalRecord[]
  readonly outcomes: readonly OutcomeRecord[]
  readonly positions: readonly PositionRecord[]
}

/** The text layers, printed with `--layers all`, for scoring and for tools. */
export interface Layers {
  readonly sentences: readonly { readonly start: number; readonly end: number }[]
  readonly tokens: readonly LayerToken[]
  readonly times: readonly {
    readonly start: number
    readonly end: number
    readonly type: string
    readonly value: string
  }[]
  readonly places: readonly {
    readonly start: number
    readonly end: number
    readonly lat: number | null
    readonly lon: number | null
    readonly geonameid: number | null
  }[]
  readonly names: readonly { readonly start: number; readonly end: number; readonly kind: string }[]
  readonly entities: readonly {
    readonly start: number
    readonly end: number
    readonly code: string
    readonly sector: readonly Sector[]
    readonly name: string
  }[]
  readonly statements: readonly {
    readonly speaker: readonly { readonly start: number; readonly end: number }[]
    readonly cue: readonly { readonly start: number; readonly end: number }[]
    readonly content: readonly { readonly start: number; readonly end: number }[]
  }[]
}

export interface LayerToken {
  readonly start: number
  readonly end: number
  readonly form: string
  readonly lemma: string
  readonly upos: string
  readonly xpos: string
  /** Index of the governor in `tokens`; -1 for a root. */
  readonly head: number
  readonly deprel: string
}

/** All that the engine says of one dispatch. */
export interface Reading {
  readonly document: Dispatch
  readonly events: readonly EventRecord[]
  readonly process: Process
  readonly layers?: Layers
  /** Doubts about the whole text, such as a language that is not read; absent where there are none. */
  readonly doubts?: readonly string[]
}

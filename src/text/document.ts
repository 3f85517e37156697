import type { CueKind, Dispatch, EventRecord, FigureKind, Process, Resolution, Sector } from '../contract.ts'
import type { Span } from '../span.ts'

/** A syntactic word as Universal Dependencies has it: one of several for a contraction. */
export interface Token extends Span {
  readonly form: string
  /** Index of its sentence in `Document.sentences`. */
  readonly sentence: number
  readonly lemma: string
  /** Universal part of speech, e.g. `PROPN`; empty until the syntax stage has run. */
  readonly upos: string
  /** Penn Treebank tag as UD_English-EWT has it, e.g. `VBD`. */
  readonly xpos: string
  /** Universal features as CoNLL-U writes them, `_` for none. */
  readonly feats: string
  /** Index of the governor in `Document.tokens`, always in the same sentence; -1 for the root. */
  readonly head: number
  /** Universal relation to the governor without subtype unless the treebank keeps it, e.g. `nsubj:pass`. */
  readonly deprel: string
}

/** A sentence: the tokens `[first, past)` of `Document.tokens`. */
export interface Sentence extends Span {
  readonly first: number
  readonly past: number
}

/** A proper name, as the name head sees it. */
export interface Name extends Span {
  readonly kind: string
  readonly confidence: number
}

/** Whom a mention means. */
export interface Entity {
  /** The usual English name, e.g. `Investigative Committee of Russia`. */
  readonly name: string
  readonly code: string
  readonly sector: readonly Sector[]
}

/** A phrase that refers to an actor. */
export interface Mention extends Span {
  /** Index of the phrase's head word in `Document.tokens`. */
  readonly head: number
  readonly entity: Entity
  /** The rule or dictionary row that named it. */
  readonly why: string
}

/** An expression of time as TIMEX3 has it, with the days it can mean. */
export interface Time extends Span {
  readonly type: 'DATE' | 'TIME' | 'DURATION' | 'SET'
  /** TIMEX3 value, e.g. `2025-06-01`, `P30D`, `PAST_REF`; empty where nothing can be said. */
  readonly value: string
  readonly edtf: string | null
  /** First and last possible day; null where that side is open or unknown. */
  readonly first: string | null
  readonly last: string | null
  /** The rules that led to the value. */
  readonly why: string
}

export interface Place extends Span {
  readonly name: string
  readonly country: string | null
  readonly lat: number | null
  readonly lon: number | null
  readonly resolution: Resolution
  readonly geonameid: number | null
  readonly why: string
}

/** A count in the text, with what it counts. */
export interface Figure extends Span {
  /** What is counted, as far as the phrase itself says; `other` where it does not. */
  readonly kind: FigureKind
  readonly min: number | null
  readonly max: number | null
  /** Whether it holds for each side ("1,000 for 1,000", "on each side"). */
  readonly perSide: boolean
  /** Whether the kind holds whatever happens to the counted: bodies handed over are no prisoners released. */
  readonly settled: boolean
  /** Index of the numeral's (last) token and of the noun counted, -1 where there is none. */
  readonly token: number
  readonly noun: number
}

/** Who says something: speaker, cue and content (PARC's source, cue, content). */
export interface Statement {
  readonly speaker: readonly Span[]
  readonly cue: readonly Span[]
  readonly content: readonly Span[]
  /** Index of the cue's head word in `Document.tokens`; of the content's where there is no cue. */
  readonly anchor: number
  readonly kind: CueKind | null
  /** Who the speaker is, where that is known. */
  readonly entity: Entity | null
  readonly confidence: number
}

/** What the encoder's heads say of the words. Tokens are numbered as in `Document.tokens`. */
export interface Scores {
  /** The labels of a head, in the order of its scores. */
  labels(head: string): readonly string[]
  /** Natural-log probabilities over the head's labels for one token. */
  word(head: string, token: number): Float32Array
  /** The likeliest label, for heads that give no more. */
  best(head: string, token: number): string
  /** Scores of a pair head for all words of `from`'s window; null where `from` begins no pair. */
  pairs(head: string, from: number): Pairs | null
  /** How well `governor` (-1: the root) governs `token`, within one sentence; unnormalised. */
  arc(token: number, governor: number): number
  /** Log probabilities over the relations, where `governor` was among the likeliest few; else null. */
  relation(token: number, governor: number): Float32Array | null
  /** Probability that the triggers at the two tokens name the same happening; windows do not matter. */
  sameHappening(a: number, b: number): number
}

/** How one word is tied to each of the tokens `[first, past)`. */
export interface Pairs {
  readonly first: number
  readonly past: number
  /** Probability of the label with that number. */
  readonly probability: (to: number, label: number) => number
}

/** A dispatch's text and what has been found in it so far. Immutable; absent layers are empty. */
export interface Document {
  readonly dispatch: Dispatch
  readonly text: string
  readonly sentences: readonly Sentence[]
  readonly tokens: readonly Token[]
  /** Null until the encoder has run. */
  readonly scores: Scores | null
  readonly names: readonly Name[]
  readonly times: readonly Time[]
  readonly figures: readonly Figure[]
  readonly places: readonly Place[]
  readonly mentions: readonly Mention[]
  readonly statements: readonly Statement[]
  readonly events: readonly EventRecord[]
  readonly process: Process
}

/** A layer of annotation that a stage may read or write. */
export type Layer = Exclude<keyof Document, 'dispatch' | 'text'> | 'syntax'

// prettier-ignore
export const NO_PROCESS: Process = {
  parties: [], mediators: [], rounds: [], delegations: [], proposals: [], outcomes: [], positions: [],
}

/** A document in which nothing has been found yet. */
export function emptyDocument(dispatch: Dispatch): Document {
  // prettier-ignore
  return {
    dispatch, text: dispatch.text, sentences: [], tokens: [], scores: null, names: [], times: [], figures: [],
    places: [], mentions: [], statements: [], events: [], process: NO_PROCESS,
  }
}

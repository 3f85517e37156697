import type { Layers, Reading } from '../contract.ts'
import type { Document } from '../text/document.ts'

/** The reading of a document, as the contract has it. */
export function assembleReading(document: Document, options: { layers: boolean; doubts: readonly string[] }): Reading {
  return {
    document: document.dispatch,
    events: document.events,
    process: document.process,
    ...(options.doubts.length > 0 ? { doubts: options.doubts } : {}),
    ...(options.layers ? { layers: layersOf(document) } : {}),
  }
}

function layersOf(document: Document): Layers {
  const span = ({ start, end }: { start: number; end: number }) => ({ start, end })
  return {
    sentences: document.sentences.map(span),
    tokens: document.tokens.map(({ start, end, form, lemma, upos, xpos, head, deprel }) => {
      return { start, end, form, lemma, upos, xpos, head, deprel }
    }),
    times: document.times.map(({ start, end, type, value }) => ({ start, end, type, value })),
    places: document.places.map(({ start, end, lat, lon, geonameid }) => ({ start, end, lat, lon, geonameid })),
    names: document.names.map(({ start, end, kind }) => ({ start, end, kind })),
    entities: document.mentions.map(({ start, end, entity: { code, sector, name } }) => {
      return { start, end, code, sector, name }
    }),
    statements: document.statements.map(({ speaker, cue, content, kind }) => {
      return { speaker: speaker.map(span), cue: cue.map(span), content: content.map(span), kind }
    }),
  }
}

import { loadCues } from '../attribution/cues.ts'
import { createStatementsStage } from '../attribution/statements.ts'
import { openEncoder, type Encoder, type ModelFiles } from '../encoder/encoder.ts'
import type { ActorFile } from '../entities/actors/own.ts'
import { loadTables } from '../entities/tables.ts'
import { createEntityStages } from '../entities/stages.ts'
import type { ReadFile } from '../entities/table.ts'
import { resolveActors } from '../entities/actors/several.ts'
import { loadCalibration } from '../events/confidence.ts'
import { createGrounds } from '../entities/places/grounds.ts'
import { createEventsStage } from '../events/events.ts'
import { explainEvents, type Explained } from '../events/explain.ts'
import { loadFrames, type FrameFile } from '../events/frames/tables.ts'
import type { ParleyError } from '../errors.ts'
import { createProcessStage } from '../process/process.ts'
import { loadProcessTables } from '../process/tables.ts'
import { createSyntaxStage } from '../syntax/syntax.ts'
import { segment } from '../text/segment.ts'
import type { Document } from '../text/document.ts'
import { noTrace, type Trace } from '../text/stage.ts'
import { pipelineOf, runPipeline } from './pipeline.ts'

/** What the engine is made from; the engine itself reads no files. */
export interface EngineParts {
  readonly model: ModelFiles
  /** Gives the text of a file of data/. */
  readonly readData: ReadFile
  /** `wasm` leaves the native runtime aside. */
  readonly prefer?: 'native' | 'wasm'
  /** Users' tables of frames, which go before ours. */
  readonly frames?: readonly FrameFile[]
  /** A user's dictionaries of actors. */
  readonly actors?: readonly ActorFile[]
}

/** The stages around one loaded model. */
export interface Engine {
  readonly encoder: Encoder
  /** Sentences and words, where the document has none yet; then tags, lemmas and trees. */
  parse(document: Document): Promise<Document>
  /** All stages. */
  annotate(document: Document, trace?: Trace): Promise<Document>
  /** What the heads and frames say of each word of an annotated document that may name a happening. */
  explain(document: Document): Explained[]
  /** Rows of users' tables that could not be read. */
  readonly faults: readonly ParleyError[]
}

/** @throws {ParleyError} `MODEL_UNREADABLE`, `MODEL_LABELS` or `ACTORS_FORMAT` */
export async function openEngine({
  model,
  readData,
  prefer,
  actors = [],
  frames: added = [],
}: EngineParts): Promise<Engine> {
  const tables = loadTables(readData, actors)
  const frames = loadFrames(readData, added)
  const encoder = await openEncoder(model, prefer)
  const before = pipelineOf([segment], [])
  const syntax = pipelineOf([createSyntaxStage(encoder.lemmas)], ['sentences', 'tokens', 'scores'])
  const after = pipelineOf(
    [
      ...createEntityStages(tables),
      createStatementsStage(tables.actors, loadCues(readData)),
      createEventsStage({
        frames,
        calibration: loadCalibration(readData),
        resolve: (document, head) => resolveActors(document, head, tables.actors),
        ground: createGrounds(tables.places, tables.actors),
      }),
      createProcessStage(loadProcessTables(readData), tables.actors),
    ],
    ['sentences', 'tokens', 'scores', 'syntax'],
  )
  const encoded = async (document: Document, trace: Trace) => {
    const divided = document.tokens.length > 0 ? document : runPipeline(before, document, trace)
    return runPipeline(syntax, await encoder.encode(divided), trace)
  }
  return {
    encoder,
    parse: document => encoded(document, noTrace),
    explain: document => explainEvents(document, frames),
    faults: [...tables.actors.ownFaults, ...frames.faults],
    annotate: async (document, trace = noTrace) => runPipeline(after, await encoded(document, trace), trace),
  }
}

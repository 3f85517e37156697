import type { Document, Layer } from '../text/document.ts'
import type { Stage, Trace } from '../text/stage.ts'

/** Stages in the order in which they run, known to fit together. */
export type Pipeline = readonly Stage[]

/**
 * Puts stages together.
 *
 * @param given - Layers that a document already has when it comes in.
 * @throws {Error} where a stage reads a layer that nobody before it writes: a mistake in the program.
 */
export function pipelineOf(stages: readonly Stage[], given: readonly Layer[]): Pipeline {
  const written = new Set<Layer>(given)
  for (const stage of stages) {
    const missing = stage.reads.filter(layer => !written.has(layer))
    if (missing.length > 0)
      throw new Error(`Stage ${stage.name} reads ${missing.join(', ')}, which no stage before it writes`)
    for (const layer of stage.writes) written.add(layer)
  }
  return stages
}

/** Runs all stages, one after the other. */
export function runPipeline(pipeline: Pipeline, document: Document, trace: Trace): Document {
  return pipeline.reduce((read, stage) => stage.run(read, note => { trace(() => `${stage.name}: ${note()}`) }), document) // prettier-ignore
}

import { OperationNodeTransformer, type KyselyPlugin, type SchemableIdentifierNode } from 'kysely'
import { VIEWS } from './tables.ts'

const SHADOW = 'next_'
const shadowed: ReadonlySet<string> = new Set(VIEWS)

/** The name of the table in which a rebuild gathers a view's rows. */
export function shadowName(view: string): string {
  return SHADOW + view
}

class ToShadow extends OperationNodeTransformer {
  protected override transformSchemableIdentifier(node: SchemableIdentifierNode): SchemableIdentifierNode {
    const { name } = node.identifier
    if (!shadowed.has(name)) return node
    return { ...node, identifier: { ...node.identifier, name: shadowName(name) } }
  }
}

/** Sends every query on a view to its shadow, so that a rebuild runs the very code that keeps the views. */
export function shadowPlugin(): KyselyPlugin {
  const transformer = new ToShadow()
  return {
    transformQuery: ({ node }) => transformer.transformNode(node),
    transformResult: ({ result }) => Promise.resolve(result),
  }
}

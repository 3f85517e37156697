// Only what the page shows of an OpenAPI document.
interface Operation {
  readonly summary?: string
  readonly parameters?: readonly {
    name: string
    in: string
    required?: boolean
    description?: string
    schema?: unknown
  }[]
  readonly requestBody?: unknown
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, sign => ESCAPES[sign] ?? sign)

/** The API for a reader: every address with what it takes. Plain HTML, without scripts or styles of its own. */
export function apiPage(document: object): string {
  const paths = Object.entries((document as { paths?: Record<string, Record<string, Operation>> }).paths ?? {})
  const operations = paths.flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => section(method, path, operation)),
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Parley: the API</title></head>
<body><main><h1>The API</h1>
<p>Lists give <code>rows</code>, the cursor <code>next</code>, <code>total</code>, the ledger’s <code>head</code> and <code>asOf</code>.
Every failure is <code>{"error": {"code", "message"}}</code>. Answers carry an <code>ETag</code> that changes with the ledger.
The machine’s description is <a href="/api/openapi.json">openapi.json</a>.</p>
${operations.join('\n')}
</main></body></html>
`
}

function section(method: string, path: string, { summary = '', parameters = [], requestBody }: Operation): string {
  const rows = parameters.map(
    ({ name, required = false, description = '', schema }) =>
      `<dt><code>${escaped(name)}</code>${required ? ' (needed)' : ''} ${escaped(kindOf(schema))}</dt><dd>${escaped(description)}</dd>`,
  )
  const body = requestBody === undefined ? '' : `<pre>${escaped(JSON.stringify(requestBody, null, 1))}</pre>`
  return `<section><h2><code>${method.toUpperCase()} ${escaped(path)}</code></h2><p>${escaped(summary)}</p><dl>${rows.join('')}</dl>${body}</section>`
}

function kindOf(schema: unknown): string {
  const { type, enum: values } = (schema ?? {}) as { type?: unknown; enum?: unknown }
  if (Array.isArray(values)) return values.join(' | ')
  return typeof type === 'string' ? type : ''
}

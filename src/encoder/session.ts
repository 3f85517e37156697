import { ParleyError } from '../errors.ts'

/** A tensor as the runtimes take and give it: row-major. */
export interface Tensor {
  readonly dims: readonly number[]
  readonly values: Float32Array | BigInt64Array
}

/** A loaded network. One run at a time; callers queue. */
export interface Session {
  readonly kind: 'native' | 'wasm'
  run(inputs: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>
  close(): Promise<void>
}

type Runtime = typeof import('onnxruntime-web')

/**
 * Opens the network on one thread: the native runtime where its package is installed, WebAssembly elsewhere.
 *
 * @param prefer - `wasm` leaves the native runtime aside.
 * @throws {ParleyError} `MODEL_UNREADABLE`
 */
export async function openSession(network: Uint8Array, prefer: 'native' | 'wasm' = 'native'): Promise<Session> {
  const { kind, runtime } = await chooseRuntime(prefer)
  const options = {
    executionProviders: [kind === 'native' ? 'cpu' : 'wasm'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
  } as const
  try {
    const session = await runtime.InferenceSession.create(network, options)
    return sessionOf(kind, runtime, session)
  } catch (cause) {
    throw new ParleyError('MODEL_UNREADABLE', { file: 'parley.onnx', reason: 'cut short or not a network' }, { cause })
  }
}

async function chooseRuntime(prefer: 'native' | 'wasm'): Promise<{ kind: Session['kind']; runtime: Runtime }> {
  if (prefer === 'native') {
    const native = await importNative()
    if (native !== null) return { kind: 'native', runtime: native }
  }
  const runtime = await import('onnxruntime-web')
  runtime.env.wasm.numThreads = 1
  runtime.env.logLevel = 'error'
  return { kind: 'wasm', runtime }
}

/** The optional package, or null where it is absent or was built for another machine. */
async function importNative(): Promise<Runtime | null> {
  try {
    const loaded = (await import('onnxruntime-node')) as unknown as Runtime & { default?: Runtime }
    return loaded.default ?? loaded // a CommonJS package: which of the two depends on the loader
  } catch {
    return null
  }
}

type OrtSession = Awaited<ReturnType<Runtime['InferenceSession']['create']>>

function sessionOf(kind: Session['kind'], runtime: Runtime, session: OrtSession): Session {
  let last: Promise<unknown> = Promise.resolve()
  const runOne = async (inputs: Readonly<Record<string, Tensor>>) => {
    const feeds = Object.entries(inputs).map(([name, { dims, values }]) => {
      const element = values instanceof Float32Array ? 'float32' : 'int64'
      return [name, new runtime.Tensor(element, values, dims)] as const
    })
    const outputs = await session.run(Object.fromEntries(feeds))
    return Object.fromEntries(
      Object.entries(outputs).map(([name, { dims, data }]) => [name, { dims, values: data as Tensor['values'] }]),
    )
  }
  return {
    kind,
    run(inputs) {
      const next = last.then(() => runOne(inputs))
      last = next.catch(() => undefined)
      return next
    },
    close: () => session.release(),
  }
}

import { lookup as systemLookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { ParleyError } from '../../errors.ts'
import { isPublicAddress } from './addresses.ts'

/** An address that a name stands for. */
export interface Resolved {
  readonly address: string
  readonly family: number
}

export interface GuardOptions {
  /** The addresses of a name; the system's resolver by default. */
  readonly resolve?: (host: string) => Promise<readonly Resolved[]>
  /** For tests alone: one loopback address with its port that is let through. */
  readonly testOnlyAllow?: { readonly address: string; readonly port: number }
}

/** Says which addresses may be fetched. Each URL, each redirect and each connection is to be asked for. */
export interface Guard {
  /**
   * The URL, parsed, where scheme, name, port and literal address are fit to be fetched.
   *
   * @throws {ParleyError} `FETCH_REFUSED`
   */
  checkUrl(url: string): URL
  /** Resolves a name for a connector, which connects to what was checked here: no second answer can differ. */
  readonly lookup: LookupFunction
  /**
   * Whether a connection may be opened, or used that is open: the address itself is looked at.
   *
   * @param host - A name, which `lookup` is asked for later, or a literal address.
   */
  allowsConnection(host: string, port: number): boolean
}

const LONGEST_URL = 2048
const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 }
/** Below it lie other services (mail, files, databases' tools); news is not served there. */
const FIRST_FREE_PORT = 1024
// Names that a resolver outside never answers for (RFC 6761, 6762, 8375, 9476), and clouds' own.
const LOCAL_NAMES = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|home\.arpa|alt|onion|in-addr\.arpa|ip6\.arpa)$/ // prettier-ignore

/** A guard that lets public http(s) addresses through and nothing else. */
export function createGuard({ resolve = resolveBySystem, testOnlyAllow }: GuardOptions = {}): Guard {
  const isExempt = (address: string, port: number) =>
    testOnlyAllow !== undefined && address === testOnlyAllow.address && port === testOnlyAllow.port
  const allowsAddress = (address: string, port?: number) =>
    isPublicAddress(address) || isExempt(address, port ?? testOnlyAllow?.port ?? 0)
  return {
    checkUrl(text) {
      const { url, problem } = parseUrl(text)
      if (url === null) throw new ParleyError('FETCH_REFUSED', { name: nameOf(text), problem })
      const host = bare(url.hostname)
      const port = portOf(url)
      if (isIP(host) !== 0 && !allowsAddress(host, port)) throw refusal(text, `${host} is not a public address`)
      if (port < FIRST_FREE_PORT && port !== DEFAULT_PORTS[url.protocol] && !isExempt(host, port))
        throw refusal(text, `port ${port} is not one of the web`)
      return url
    },
    lookup: (host, { all }, callback) => {
      resolveChecked(host, resolve, allowsAddress).then(
        ([first, ...others]) => {
          if (all === true) callback(null, [first, ...others])
          else callback(null, first.address, first.family)
        },
        (error: unknown) => {
          callback(error as NodeJS.ErrnoException, [])
        },
      )
    },
    allowsConnection: (host, port) => isIP(bare(host)) === 0 || allowsAddress(bare(host), port),
  }
}

interface Parsed {
  readonly url: URL | null
  readonly problem: string
}

/** WHATWG parsing turns each way of writing an address (`0x7f.1`, `2130706433`, `0177.0.0.1`) into the plain one. */
function parseUrl(text: string): Parsed {
  if (text.length > LONGEST_URL) return { url: null, problem: 'it is too long' }
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null) return { url, problem: 'it is no URL' }
  if (!(url.protocol in DEFAULT_PORTS)) return { url: null, problem: 'only http and https are fetched' }
  if (url.username !== '' || url.password !== '') return { url: null, problem: 'it holds a user name or password' }
  if (url.hostname.endsWith('.')) return { url: null, problem: 'its host ends with a dot' }
  if (isLocalName(url.hostname)) return { url: null, problem: 'its host is a local name' }
  return { url, problem: '' }
}

function isLocalName(host: string): boolean {
  return isIP(bare(host)) === 0 && (!host.includes('.') || LOCAL_NAMES.test(host))
}

/** All addresses of a name; one that is not public makes the whole answer suspect. */
async function resolveChecked(
  host: string,
  resolve: NonNullable<GuardOptions['resolve']>,
  allows: (address: string) => boolean,
): Promise<[Resolved, ...Resolved[]]> {
  const [first, ...others] = await resolve(host)
  if (first === undefined) throw new ParleyError('FETCH_FAILED', { name: host, problem: 'its name has no address' })
  const bad = [first, ...others].find(({ address }) => !allows(address))
  if (bad !== undefined) throw refusal(host, `it resolves to ${bad.address}, which is not a public address`)
  return [first, ...others]
}

function resolveBySystem(host: string): Promise<readonly Resolved[]> {
  return new Promise((resolve, reject) => {
    systemLookup(host, { all: true }, (error, found) => {
      if (error === null) resolve(found)
      else reject(new ParleyError('FETCH_FAILED', { name: host, problem: 'its name cannot be resolved' }, { cause: error })) // prettier-ignore
    })
  })
}

/** The host as `net.isIP` knows it: an IPv6 literal without its brackets. */
function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '')
}

function portOf(url: URL): number {
  return url.port === '' ? (DEFAULT_PORTS[url.protocol] ?? 0) : Number(url.port)
}

function refusal(text: string, problem: string): ParleyError {
  return new ParleyError('FETCH_REFUSED', { name: nameOf(text), problem })
}

/** An address for a message: no password, no control characters, not endless. */
function nameOf(text: string): string {
  const plain = text.replace(/[\u0000-\u001f\u007f]/g, '').replace(/\/\/[^/@]*@/, '//')
  return plain.length > 200 ? `${plain.slice(0, 200)}…` : plain
}

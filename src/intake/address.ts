/** Parts of an address that say where a reader came from, not what is read. */
const TRACKING = /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|cmpid|ocid|smid|ref_src)$/ // prettier-ignore

/** The fragment goes, save one that holds a path, as pages made by scripts have them. */
const ROUTE = /^#!?\//

/**
 * An address as a dispatch carries it: absolute, without fragment and without the parts that only track a reader; null
 * for what is no http(s) address.
 *
 * @param base - What a relative address is relative to.
 */
export function webAddress(text: string | null, base?: string | null): string | null {
  const written = text?.trim() ?? ''
  if (written === '') return null
  const url = parseUrl(written, base)
  if (url === null || !/^https?:$/.test(url.protocol)) return null
  for (const key of [...url.searchParams.keys()]) if (TRACKING.test(key.toLowerCase())) url.searchParams.delete(key)
  if (!ROUTE.test(url.hash)) url.hash = ''
  url.username = ''
  url.password = ''
  return url.href
}

function parseUrl(text: string, base: string | null | undefined): URL | null {
  if (URL.canParse(text)) return new URL(text)
  return base != null && URL.canParse(text, base) ? new URL(text, base) : null
}

/** Whether two addresses are of one site; `www.` and the like make no other. */
export function isSameSite(one: string, other: string): boolean {
  return siteOf(one) === siteOf(other)
}

function siteOf(url: string): string {
  return new URL(url).hostname.replace(/^(?:www\d?|m|mobile|amp|edition|rss|feeds?)\./, '')
}

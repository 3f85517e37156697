const OVERRIDE = /([\u202D\u202E])/

/**
 * Text from a dispatch as it stands. The two controls that force a direction would make it read otherwise than it was
 * written; they are shown by name instead of obeyed.
 */
export function PlainText({ text }: { readonly text: string }) {
  if (!OVERRIDE.test(text)) return text
  return text.split(OVERRIDE).map((part, i) =>
    OVERRIDE.test(part) ? (
      <span key={i} className="control-mark" title="A control character that forces the direction of writing">
        {part === '\u202E' ? 'RLO' : 'LRO'}
      </span>
    ) : (
      part
    ),
  )
}

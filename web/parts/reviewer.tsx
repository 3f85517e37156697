const KEPT = 'parley-reviewer'

/** Under which name this browser's decisions are entered. */
export function keptReviewer(): string {
  const kept = window.localStorage.getItem(KEPT) ?? ''
  return kept === '' ? 'local' : kept
}

interface ReviewerProps {
  readonly reviewer: string
  readonly onChange: (reviewer: string) => void
}

/** The reviewer's name: two who disagree stay two in the ledger. */
export function ReviewerField({ reviewer, onChange }: ReviewerProps) {
  return (
    <label className="control">
      <span className="control-name">Reviewer</span>
      <input
        value={reviewer === 'local' ? '' : reviewer}
        placeholder="local"
        maxLength={100}
        size={10}
        onChange={event => {
          const name = event.target.value
          window.localStorage.setItem(KEPT, name.trim())
          onChange(name.trim() === '' ? 'local' : name)
        }}
      />
    </label>
  )
}

import { useState, type ReactNode } from 'react'
import { EMPTY_DRAFT, type Draft } from './draft-form.tsx'

interface QueueProps {
  readonly onTake: (draft: Draft) => void
}

// The server takes no larger text.
const LARGEST = 8_000_000

/** Dropped or chosen files, taken one by one into the form. */
export function FileQueue({ onTake }: QueueProps) {
  const [files, setFiles] = useState<readonly File[]>([])
  const [said, setSaid] = useState('')
  const take = (file: File) => {
    draftOf(file).then(
      draft => {
        setSaid(`${file.name} is in the form below`)
        onTake(draft)
      },
      (error: unknown) => {
        setSaid(error instanceof RangeError ? error.message : `${file.name} cannot be read`)
      },
    )
  }
  const accept = (given: FileList | null) => {
    const list = [...(given ?? [])]
    setFiles(list)
    const [first] = list
    if (first !== undefined) take(first)
  }
  return (
    <DropArea onFiles={accept}>
      {files.length > 1 && <FileChoice files={files} onTake={take} />}
      <p role="status" className="muted">
        {said}
      </p>
    </DropArea>
  )
}

async function draftOf(file: File): Promise<Draft> {
  if (file.size > LARGEST) {
    throw new RangeError(`${file.name} is larger than 8 MB: give it to parley add on the command line`)
  }
  return { ...EMPTY_DRAFT, text: await file.text(), name: file.name }
}

interface AreaProps {
  readonly onFiles: (files: FileList | null) => void
  readonly children: ReactNode
}

function DropArea({ onFiles, children }: AreaProps) {
  const [isOver, setOver] = useState(false)
  return (
    <div
      className={isOver ? 'drop is-over' : 'drop'}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => {
        setOver(false)
      }}
      onDrop={event => {
        event.preventDefault()
        setOver(false)
        onFiles(event.dataTransfer.files)
      }}
    >
      <label>
        <span>Drop text files here, or choose them</span>
        <input
          type="file"
          multiple
          accept=".txt,.text,.md,text/plain"
          onChange={event => {
            onFiles(event.target.files)
          }}
        />
      </label>
      {children}
    </div>
  )
}

interface ListProps {
  readonly files: readonly File[]
  readonly onTake: (file: File) => void
}

function FileChoice({ files, onTake }: ListProps) {
  return (
    <ul className="plain file-list" aria-label="Files">
      {files.map(file => (
        <li key={file.name}>
          <button
            type="button"
            className="quiet"
            onClick={() => {
              onTake(file)
            }}
          >
            <bdi>{file.name}</bdi>
          </button>
        </li>
      ))}
    </ul>
  )
}

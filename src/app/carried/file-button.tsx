import { useRef } from 'react'
import { Button } from '../ui/button/button.tsx'
import { Icon } from '../ui/icon/icon.tsx'

interface FileButtonProps {
  readonly label: string
  readonly kind?: 'primary' | 'secondary'
  readonly isBusy: boolean
  readonly onFiles: (files: readonly File[]) => void
}

/** Asks for carried files; several at once, since USB sticks collect them. */
export function FileButton({ label, kind = 'secondary', isBusy, onFiles }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button kind={kind} icon={<Icon name="add" />} isBusy={isBusy} onClick={() => input.current?.click()}>
        {label}
      </Button>
      {/* No filter on the kind: phones rename what they are sent, and the content is checked anyway. */}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={label}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])]
          // The same file may be chosen again.
          event.currentTarget.value = ''
          if (files.length > 0) onFiles(files)
        }}
      />
    </>
  )
}

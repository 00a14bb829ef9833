/** How long a browser may take to begin reading what it is told to save. */
const readingMs = 60_000

/** To the downloads. */
export function save(file: File): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = file.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), readingMs)
}

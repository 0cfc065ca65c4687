/** A name that every system takes for a file, from a title. */
export function fileName(title: string, ending: string): string {
  const plain = title
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\\/:*?"<>|]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[. ]+|(?<![. ])[. ]+$/g, '')
    .slice(0, 80)
    .trim()
  return `${plain || 'board'}.${ending}`
}

/** Gives a file to the person, as a download. */
export function saveFile(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // Old browsers still read it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 30_000)
}

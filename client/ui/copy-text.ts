/** Gives a person their text when the server cannot: on the clipboard, or as a file where there is none (plain http). */
export async function copyText(text: string, title: string) {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
    link.download = `${title || 'page'}.txt`
    link.click()
    URL.revokeObjectURL(link.href)
  }
}

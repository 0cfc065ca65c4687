import { type RefObject, useEffect, useState } from 'react'
import { useLatest } from '#client/ui/use-latest.ts'

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

/**
 * Files dropped anywhere on the talk are put to what is written there: a browser that is given one opens it instead, and
 * the talk is gone. `composer` stands in the talk that it belongs to. Gives whether some are held above it now.
 */
export function useFileDrop(composer: RefObject<HTMLElement | null>, onFiles: (files: File[]) => void): boolean {
  const [isOver, setIsOver] = useState(false)
  const latest = useLatest(onFiles)
  useEffect(() => {
    const talk = composer.current?.parentElement
    if (!talk) return undefined
    const over = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setIsOver(true)
    }
    const leave = (event: DragEvent) => {
      if (!(event.relatedTarget instanceof Node) || !talk.contains(event.relatedTarget)) setIsOver(false)
    }
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setIsOver(false)
      latest.current([...(event.dataTransfer?.files ?? [])])
    }
    talk.addEventListener('dragover', over)
    talk.addEventListener('dragleave', leave)
    talk.addEventListener('drop', drop)
    return () => {
      talk.removeEventListener('dragover', over)
      talk.removeEventListener('dragleave', leave)
      talk.removeEventListener('drop', drop)
    }
  }, [composer, latest])
  return isOver
}

import { Megaphone } from 'lucide-react'
import { useEffect } from 'react'
import type { Translate } from '#client/locales/messages.tsx'
import { useBoardSession } from '../board-session.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { toast } from '#client/ui/toast.tsx'
import { type Canvas, useCanvas } from '../canvas/canvas.ts'
import { PanelButton } from '../canvas/panels/panel-button.tsx'

/** Air around what is chosen, in pixels of the board. */
const margin = 40

/** Everybody is led to what this teacher has chosen, or to what they see. */
function lookHere(canvas: Canvas, t: Translate): void {
  const chosen = canvas.boxOfChosen()
  const { x, y, width, height } = chosen ?? canvas.camera.visible()
  const air = chosen === null ? 0 : margin
  canvas.telling?.lookHere({ x: x - air, y: y - air, width: width + 2 * air, height: height + 2 * air })
  toast(t('boards.live_lookSent'))
}

/** Ctrl+Shift+Enter, Cmd+Shift+Enter: the same without a pointer. */
export function useLookKey(canvas: Canvas): void {
  const { t } = useMessages()
  const { moderate } = useBoardSession().can
  useEffect(() => {
    if (!moderate) return undefined
    const onKey = (event: KeyboardEvent) => {
      const isAsked = (event.ctrlKey || event.metaKey) && event.shiftKey && !event.altKey && event.key === 'Enter'
      if (!isAsked) return
      event.preventDefault()
      lookHere(canvas, t)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [canvas, moderate, t])
}

/** For teachers: everybody looks here. */
export function LookHere() {
  const { t } = useMessages()
  const canvas = useCanvas()
  if (!useBoardSession().can.moderate) return null
  return <PanelButton label={t('boards.live_lookHere')} icon={Megaphone} onPress={() => lookHere(canvas, t)} />
}

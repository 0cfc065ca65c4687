import { ImagePlus, Mic, Paperclip } from 'lucide-react'
import { later } from '#client/ui/later.tsx'
import type { LucideIcon } from 'lucide-react'
import { Suspense } from 'react'
import type { Attached, AttachmentKind } from '#client/files/attachment-picker.tsx'
import type { AssetKind, ObjectValues } from '#collab/documents/board-model.ts'
import { boardLimits } from '#collab/documents/board-model.ts'
import { useBoardSession } from '../board-session.ts'

const Dialog = later(() => import('#client/files/attachment-picker.tsx').then((module) => module.AttachmentDialog))

export type { AttachmentKind }

/** What can be put on a card, in the order in which it is offered. */
export const attachable = [
  { kind: 'picture', type: 'image', icon: ImagePlus },
  { kind: 'file', type: 'file', icon: Paperclip },
  { kind: 'voice', type: 'voice', icon: Mic },
] as const satisfies readonly { kind: AttachmentKind; type: AssetKind; icon: LucideIcon }[]

/** What an object keeps of an uploaded file. */
export function valuesOfAttached(attached: Attached): Partial<ObjectValues> {
  const { id, kind, name, durationMs, alt } = attached
  return {
    asset: id,
    assetKind: kind === 'picture' ? 'image' : kind,
    alt: alt.slice(0, boardLimits.altLetters),
    name: (name ?? '').slice(0, boardLimits.nameLetters),
    durationMs: Math.round(durationMs ?? 0),
  }
}

/** Nothing of it any more. The file stays with the document: an earlier version may show it. */
export const noAsset: Partial<ObjectValues> = { asset: null, assetKind: null, alt: '', name: '', durationMs: 0 }

/** By what a file says of itself; the server looks at its bytes. */
export const kindOfFile = ({ type }: File): AttachmentKind =>
  type.startsWith('image/') ? 'picture' : type.startsWith('audio/') ? 'voice' : 'file'

interface AttachDialogProps {
  kind: AttachmentKind
  file?: File | undefined
  onAttached: (attached: Attached) => void
  onClose: () => void
}

/** Asks for one picture, file or voice note, and sends it to this board. */
export function AttachDialog(props: AttachDialogProps) {
  const { documentId } = useBoardSession()
  return (
    <Suspense fallback={null}>
      <Dialog place={{ documentId }} {...props} />
    </Suspense>
  )
}

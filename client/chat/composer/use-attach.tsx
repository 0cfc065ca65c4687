import { useState } from 'react'
import { AttachmentChooser, type AttachmentKind } from '#client/files/attachment-picker.tsx'
import type { NewAttachment } from '#client/files/upload.ts'
import { whyTooLarge } from '#client/files/upload-size.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useLatest } from '#client/ui/use-latest.ts'
import { useChatSender } from '../outbox/chat-sender.ts'
import type { ComposerDraft } from '../outbox/draft-store.ts'
import { newId } from '#client/live/new-id.ts'

/** The server takes no more with one message (`server/chat/input.ts`). */
const mostFiles = 6

/** By what a file says of itself; the server looks at its bytes. */
const kindOf = ({ type }: File): AttachmentKind =>
  type.startsWith('image/') ? 'picture' : type.startsWith('audio/') ? 'voice' : 'file'

interface Asked {
  key: string
  kind: AttachmentKind
  file?: File
}

interface AttachOptions {
  draft: ComposerDraft
  setDraft: (draft: ComposerDraft) => void
  onDone: () => void
}

/** What is put to a message before it is sent: chosen, dropped, pasted or recorded. Pictures are asked for their words. */
export function useAttach({ draft, setDraft, onDone }: AttachOptions) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const { files } = useChatSender()
  const [asked, setAsked] = useState<Asked[]>([])
  const latest = useLatest(draft)
  const room = mostFiles - draft.files.length - asked.length
  const keep = (chosen: readonly NewAttachment[]) => {
    const own = chosen.map(({ kind, file, alt = '', isDecorative = false, durationMs = null }) => {
      const { name, type, size } = file
      const words = isDecorative ? '' : alt
      return { id: files.put(file), kind, name, type, size, alt: words, isDecorative, durationMs, fileId: null }
    })
    setDraft({ ...latest.current, files: [...latest.current.files, ...own] })
  }
  const add = (given: readonly File[]) => {
    const fits = given.filter((file) => whyTooLarge(file) === null)
    const tooLarge = given.map(whyTooLarge).find((error) => error !== null)
    if (tooLarge) toast(errorText(tooLarge).text, { tone: 'problem' })
    if (fits.length > room) toast(t('chat.tooManyFiles', { count: mostFiles }), { tone: 'problem' })
    const taken = fits.slice(0, Math.max(0, room)).map((file) => ({ kind: kindOf(file), file }))
    const others = taken.filter(({ kind }) => kind !== 'picture')
    if (others.length > 0) keep(others)
    const pictures = taken.filter(({ kind }) => kind === 'picture')
    setAsked((before) => [...before, ...pictures.map((one) => ({ ...one, key: newId() }))])
  }
  const choose = (kind: AttachmentKind) => {
    if (room > 0) setAsked([{ kind, key: newId() }])
    else toast(t('chat.tooManyFiles', { count: mostFiles }), { tone: 'problem' })
  }
  const remove = (id: string) => {
    files.remove([id])
    setDraft({ ...draft, files: draft.files.filter((file) => file.id !== id) })
    onDone()
  }
  const [first] = asked
  const element = first && (
    <AttachmentChooser
      key={first.key}
      kind={first.kind}
      file={first.file}
      onChosen={(chosen) => {
        keep([chosen])
        onDone()
      }}
      onClose={() => setAsked((before) => before.filter(({ key }) => key !== first.key))}
    />
  )
  return { add, choose, remove, element }
}

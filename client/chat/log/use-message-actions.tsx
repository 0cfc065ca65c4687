import { useState } from 'react'
import { useLatest } from '#client/ui/use-latest.ts'
import { MessageDialogs } from './message-dialogs.tsx'
import { type MessageAction, MessageMenu } from './message-menu.tsx'
import type { Channel, Message } from '../messages/queries.ts'

interface Answers {
  onReply: (message: Message) => void
  onEdit: (message: Message) => void
}

/** What can be done with a message of a log: the menu that is open, and the dialog that follows from it. */
export function useMessageActions(channel: Channel, { onReply, onEdit }: Answers) {
  const [menu, setMenu] = useState<{ message: Message; button: HTMLElement } | null>(null)
  const [asked, setAsked] = useState<{ action: MessageAction; message: Message } | null>(null)
  const [onMenu] = useState(() => (message: Message, button: HTMLElement) => setMenu({ message, button }))
  const edit = useLatest(onEdit)
  const [onRewrite] = useState(() => (message: Message) => edit.current(message))
  const onAction = (action: MessageAction, message: Message) => {
    setMenu(null)
    // An open menu holds the focus; what follows from it takes the focus when it is gone.
    setTimeout(() => {
      if (action === 'reply') onReply(message)
      else if (action === 'edit') onEdit(message)
      else setAsked({ action, message })
    })
  }
  const element = (
    <>
      {menu && <MessageMenu {...menu} canWrite={channel.can.write} onClose={() => setMenu(null)} onAction={onAction} />}
      {asked && <MessageDialogs {...asked} onClose={() => setAsked(null)} />}
    </>
  )
  return { onMenu, onRewrite, element }
}

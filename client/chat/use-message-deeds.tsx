import { useState } from 'react'
import { MessageDialogs } from './message-dialogs.tsx'
import { type MessageDeed, MessageMenu } from './message-menu.tsx'
import type { Channel, Message } from './queries.ts'

interface DeedHandlers {
  onReply: (message: Message) => void
  onEdit: (message: Message) => void
}

/** What can be done with a message of a log: the menu that is open, and the dialog that follows from it. */
export function useMessageDeeds(channel: Channel, { onReply, onEdit }: DeedHandlers) {
  const [menu, setMenu] = useState<{ message: Message; button: HTMLElement } | null>(null)
  const [asked, setAsked] = useState<{ deed: MessageDeed; message: Message } | null>(null)
  const [onMenu] = useState(() => (message: Message, button: HTMLElement) => setMenu({ message, button }))
  const onDeed = (deed: MessageDeed, message: Message) => {
    setMenu(null)
    // An open menu holds the focus; what follows from it takes the focus when it is gone.
    setTimeout(() => {
      if (deed === 'reply') onReply(message)
      else if (deed === 'edit') onEdit(message)
      else setAsked({ deed, message })
    })
  }
  const element = (
    <>
      {menu && <MessageMenu {...menu} canWrite={channel.can.write} onClose={() => setMenu(null)} onDeed={onDeed} />}
      {asked && <MessageDialogs {...asked} onClose={() => setAsked(null)} />}
    </>
  )
  return { onMenu, element }
}

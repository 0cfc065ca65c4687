import type { useMessages } from '#client/locales/messages.tsx'
import type { Message } from '../messages/queries.ts'
import type { OwnFile } from '../outbox/outgoing.ts'
import { type Mention, plainText } from '../messages/text-parts.ts'

type Say = ReturnType<typeof useMessages>['t']

interface Named {
  kind: OwnFile['kind']
  name: string
  alt: string
}

/** What a file is called where it is not shown: a picture by its words, a voice note by what it is. */
export function ownFileName({ kind, name, alt }: Named, t: Say): string {
  if (kind === 'voice') return t('chat.voiceNote')
  if (kind === 'file') return name
  return alt === '' ? t('chat.pictureOnly') : t('chat.pictureOf', { alt })
}

/** A message in one line, for lists and for the ear: its words, and what it brings along. */
export function messageLine({ text, attachments }: Message, t: Say, labelOf: (mention: Mention) => string): string {
  return [plainText(text, labelOf), ...attachments.map((one) => ownFileName(one, t))]
    .filter((part) => part !== '')
    .join(' · ')
}

import { useMemo } from 'react'
import { kindIcons } from '#client/data/kinds.ts'
import { useMessages } from '#client/locales/messages.tsx'
import type { Member } from '#client/data/people.ts'
import { sortByName } from '#client/locales/languages.ts'
import { useChatSpace } from '../space/chat-space.ts'
import type { MentionOption } from './mention-search.ts'
import type { Channel } from '../messages/queries.ts'

const teacherRoles = new Set(['owner', 'teacher'])

/** Whoever reads the channel; the server looks again and mentions nobody else. */
function readsChannel(channel: Pick<Channel, 'kind' | 'groupId' | 'pupilId'>, person: Member): boolean {
  if (person.role === 'guest') return false
  if (teacherRoles.has(person.role)) return true
  if (channel.kind === 'group') return person.groupId === channel.groupId
  if (channel.kind === 'teachers') return false
  return channel.kind !== 'ask' || person.userId === channel.pupilId
}

/** People and documents that can be mentioned in a channel: people first, each by name. */
export function useMentionOptions(channel: Channel): MentionOption[] {
  const { t, locale } = useMessages()
  const { people, documents, selfId } = useChatSpace()
  return useMemo(() => {
    const persons = [...people.values()].filter((person) => person.userId !== selfId && readsChannel(channel, person))
    const names = new Map<string, number>()
    for (const { name } of persons) names.set(name, (names.get(name) ?? 0) + 1)
    const personOptions = persons.map((person) => ({
      kind: 'person' as const,
      id: person.userId,
      // Two of one name are told apart by where they are from, also in the text.
      label: (names.get(person.name) ?? 0) > 1 ? `${person.name} (${person.school.name})` : person.name,
      note: person.school.name,
    }))
    const documentOptions = [...documents.values()].map((document) => ({
      kind: 'document' as const,
      id: document.id,
      label: document.title,
      language: document.language,
      note: document.kind in kindIcons ? t(`chat.kind_${document.kind}`) : '',
    }))
    const byName = (options: MentionOption[]) => sortByName(options, locale, ({ label }) => label)
    return [...byName(personOptions), ...byName(documentOptions)]
  }, [channel, people, documents, selfId, locale, t])
}

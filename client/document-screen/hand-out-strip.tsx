import { useQuery } from '@tanstack/react-query'
import { Copy, Speech } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useHandOut } from '#client/data/document-changes.ts'
import { documentsQuery, removedDocumentsQuery } from '#client/data/documents.ts'
import type { DocumentView } from '#client/data/documents.ts'
import { peopleQuery } from '#client/data/people.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { sortByName } from '#client/locales/languages.ts'
import { regionOf } from '#client/locales/locales.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { LinkButton, TextLink } from '#client/ui/button.tsx'
import { later } from '#client/ui/later.tsx'
import { Row } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { toast } from '#client/ui/toast.tsx'
import { handOutFacts } from './hand-out-facts.ts'

type Template = Pick<DocumentView, 'id' | 'projectId' | 'kind'>

// Opened now and then.
const InstructionDialog = later(() => import('./instruction-dialog.tsx').then((module) => module.InstructionDialog))

function useFacts(page: Template) {
  const { locale } = useMessages()
  const people = useQuery(peopleQuery(page.projectId)).data
  const documents = useQuery(documentsQuery(page.projectId)).data?.documents
  const removed = useQuery(removedDocumentsQuery(page.projectId)).data?.documents
  if (!people || !documents || !removed) return null
  const groups = sortByName(people.groups, locale, (group) => group.name)
  return { groups, ...handOutFacts({ templateId: page.id, groups, members: people.members, documents, removed }) }
}

function useNames() {
  const { locale } = useMessages()
  return (names: readonly string[]) => new Intl.ListFormat(regionOf(locale)).format(names)
}

/** On a template's own page: who has a copy, the button that hands out the others, what it did, and who has none and why. */
export function HandOutStrip({ page }: { page: Template }) {
  const { t } = useMessages()
  const named = useNames()
  const errorText = useErrorText()
  const handOut = useHandOut(page.projectId)
  const facts = useFacts(page)
  if (!facts) return null
  const { groups, served, waiting, removed, pupilsAlone } = facts
  const people = `/p/${page.projectId}/people`
  if (groups.length === 0)
    return (
      <Notice action={<LinkButton href={people}>{t('documents.makeGroups')}</LinkButton>}>
        {t('documents.noGroups')}
      </Notice>
    )
  const give = () =>
    handOut.mutate({ documentId: page.id }, { onError: (error) => toast(errorText(error).text, { tone: 'problem' }) })
  const given = groups.filter(({ id }) => handOut.data?.documents.some((copy) => copy.groupId === id))
  const action = (
    <Row>
      {waiting.length > 0 && (
        <OnlineButton icon={Copy} isPending={handOut.isPending} onPress={give}>
          {t('documents.handOut')}
        </OnlineButton>
      )}
      {served.length > 0 && <Instruct page={page} groups={groups} />}
    </Row>
  )
  return (
    <Notice title={t('documents.handOutHave', { have: served.length, all: groups.length })} action={action}>
      <p role="status">
        {handOut.isSuccess &&
          t('documents.handedOutTo', { count: given.length, groups: named(given.map(({ name }) => name)) })}
      </p>
      {waiting.length > 0 && <p>{t('documents.handOutWaiting', { groups: named(waiting) })}</p>}
      {removed.length > 0 && <p>{t('documents.handOutRemoved', { groups: named(removed) })}</p>}
      {pupilsAlone > 0 && (
        <p>
          {t('documents.handOutAlone', { count: pupilsAlone })}{' '}
          <TextLink href={people}>{t('documents.makeGroups')}</TextLink>
        </p>
      )}
    </Notice>
  )
}

type Copies = readonly { groupId: string | null; result: 'done' | 'failed' }[]

/** A line for all copies at once, and in which it stands now. */
function Instruct({ page, groups }: { page: Template; groups: readonly { id: string; name: string }[] }) {
  const { t } = useMessages()
  const named = useNames()
  const [isOpen, setIsOpen] = useState(false)
  const tell = (copies: Copies) => {
    const failed = copies.filter(({ result }) => result === 'failed').map(({ groupId }) => groupId)
    const names = groups.filter(({ id }) => failed.includes(id)).map(({ name }) => name)
    const done = t('documents.instructed', { count: copies.length - failed.length })
    if (names.length === 0) return toast(done)
    return toast(`${done} ${t('documents.instructFailed', { groups: named(names) })}`, { tone: 'problem' })
  }
  return (
    <>
      <OnlineButton icon={Speech} onPress={() => setIsOpen(true)}>
        {t('documents.instruct')}
      </OnlineButton>
      {isOpen && (
        <Suspense fallback={null}>
          <InstructionDialog
            documentId={page.id}
            isPage={page.kind === 'page'}
            onDone={tell}
            onClose={() => setIsOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { peopleQuery } from '#client/data/people.ts'
import { OnlineButton } from '#client/session/online-button.tsx'
import { sortByName } from '#client/locales/languages.ts'
import { LinkButton, TextLink } from '#client/ui/button.tsx'
import { Row } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { DocumentBadges } from './document-badges.tsx'
import { DocumentTitle } from '#client/document-screen/document-title.tsx'
import { documentHref } from '../data/kinds.ts'
import styles from './matrix.module.css'
import { useHandOut } from '#client/data/document-changes.ts'
import type { DocumentRow, DocumentsView } from '#client/data/documents.ts'

/** Groups down, templates across: who has which page, and who still waits for it. */
export function Matrix({ projectId, view }: { projectId: string; view: DocumentsView }) {
  const { t, locale } = useMessages()
  const errorText = useErrorText()
  const people = useQuery(peopleQuery(projectId))
  const handOut = useHandOut(projectId)
  if (people.isPending) return <Skeleton of="rows" />
  if (!people.data) return <ErrorState error={people.error} onRetry={() => void people.refetch()} />
  const groups = sortByName(people.data.groups, locale, (group) => group.name)
  if (groups.length === 0)
    return (
      <EmptyState
        sentence={t('documents.noGroups')}
        action={
          <LinkButton href={`/p/${projectId}/people`} variant="primary">
            {t('documents.makeGroups')}
          </LinkButton>
        }
      />
    )
  const templates = view.documents.filter((row) => row.isTemplate)
  const copyOf = (templateId: string, groupId: string) =>
    view.documents.find((row) => row.templateId === templateId && row.group?.id === groupId)
  const give = (documentId: string, groupIds?: string[]) =>
    runChange(
      handOut,
      { documentId, ...(groupIds ? { groupIds } : {}) },
      {
        onSuccess: ({ documents }) => toast(t('documents.handedOut', { count: documents.length })),
        onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
      },
    )
  return (
    <div className={styles.scroller} role="region" aria-label={t('documents.matrixLabel')} tabIndex={0}>
      <table className={styles.matrix}>
        <caption className="visually-hidden">{t('documents.matrixLabel')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('common.group')}</th>
            {templates.map((template) => (
              <th key={template.id} scope="col">
                <TextLink href={documentHref(template)}>
                  <DocumentTitle of={template} />
                </TextLink>
                {view.can.handOut && groups.some((group) => !copyOf(template.id, group.id)) && (
                  <OnlineButton icon={Copy} isPending={handOut.isPending} onPress={() => give(template.id)}>
                    {t('documents.handOut')}
                  </OnlineButton>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.id}>
              <th scope="row">{group.name}</th>
              {templates.map((template) => (
                <td key={template.id}>
                  <Cell
                    copy={copyOf(template.id, group.id)}
                    onGive={view.can.handOut ? () => give(template.id, [group.id]) : null}
                    words={{ group: group.name, title: template.title }}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface CellProps {
  copy: DocumentRow | undefined
  onGive: (() => void) | null
  words: { group: string; title: string }
}

function Cell({ copy, onGive, words }: CellProps) {
  const { t } = useMessages()
  if (copy)
    return (
      <Row gap="s">
        <TextLink href={documentHref(copy)}>
          <DocumentTitle of={copy} />
        </TextLink>
        <DocumentBadges row={copy} isTeacher />
      </Row>
    )
  if (!onGive) return <span className={styles.none}>{t('documents.notHandedOut')}</span>
  return (
    <OnlineButton variant="quiet" aria-label={t('documents.giveLabel', words)} onPress={onGive}>
      {t('documents.give')}
    </OnlineButton>
  )
}

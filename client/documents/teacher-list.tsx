import { useQuery } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { useMessages } from '#client/locales/messages.tsx'
import { formatSince } from '#client/locales/dates.ts'
import { OnlineButton } from '#client/session/online-button.tsx'
import type { Project } from '#client/data/projects.ts'
import { TextLink } from '#client/ui/button.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { Table } from '#client/ui/table.tsx'
import type { Column } from '#client/ui/table.tsx'
import { toast } from '#client/ui/toast.tsx'
import { DocumentBadges } from './document-badges.tsx'
import { DocumentMenu } from './document-menu.tsx'
import { DocumentTitle } from '#client/document-screen/document-title.tsx'
import { documentHref, kindIcons } from '../data/kinds.ts'
import { removedDocumentsQuery } from '#client/data/documents.ts'
import { useChangeDocument } from '#client/data/document-changes.ts'
import type { DocumentRow, DocumentsView } from '#client/data/documents.ts'
import styles from './document-card.module.css'
import { Thumbnail } from './thumbnail.tsx'
import { shelve } from './shelves.ts'

/** Every page of the project, by who it is for, and the removed ones at the end. */
export function TeacherList({ project, view }: { project: Project; view: DocumentsView }) {
  const { t } = useMessages()
  const { templates, project: shared, teachers, others, mine } = shelve(view.documents, null)
  const sections = [
    { id: 'templates', title: t('documents.templates'), rows: templates },
    { id: 'project', title: t('documents.forProject'), rows: shared },
    { id: 'groups', title: t('documents.forGroups'), rows: [...others, ...mine] },
    { id: 'teachers', title: t('documents.forTeachers'), rows: teachers },
  ]
  return (
    <Stack gap="l">
      {sections.map(({ id, title, rows }) => (
        <Section key={id} title={title} rows={rows} projectId={project.id} canHandOut={view.can.handOut} />
      ))}
      <Removed projectId={project.id} />
    </Stack>
  )
}

interface SectionProps {
  title: string
  rows: DocumentRow[]
  projectId: string
  canHandOut: boolean
}

function Section({ title, rows, projectId, canHandOut }: SectionProps) {
  const { t, locale } = useMessages()
  if (rows.length === 0) return null
  const columns: Column<DocumentRow>[] = [
    {
      id: 'title',
      label: t('documents.colTitle'),
      isRowHeader: true,
      cell: (row) => (
        <span className={styles.titled}>
          <Icon of={kindIcons[row.kind]} size="s" />
          <Thumbnail row={row} size="row" />
          <TextLink href={documentHref(row)}>
            <DocumentTitle of={row} />
          </TextLink>
          <span className="visually-hidden">({t(`documents.kind_${row.kind}`)})</span>
        </span>
      ),
    },
    ...(rows.some((row) => row.group)
      ? [{ id: 'group', label: t('common.group'), cell: (row: DocumentRow) => row.group?.name ?? '' }]
      : []),
    {
      id: 'state',
      label: t('documents.colState'),
      cell: (row) => (
        <Row gap="s">
          {row.state === 'open' && t('documents.nothingSpecial')}
          <DocumentBadges row={row} isTeacher />
        </Row>
      ),
    },
    { id: 'changed', label: t('documents.colChanged'), cell: (row) => formatSince(row.changedAt, locale) },
    {
      id: 'actions',
      label: t('documents.colActions'),
      isLabelHidden: true,
      align: 'end',
      cell: (row) => <DocumentMenu row={row} projectId={projectId} canHandOut={canHandOut} />,
    },
  ]
  return (
    <section>
      <Stack gap="s">
        <h2>{title}</h2>
        <Table label={title} columns={columns} rows={rows} rowId={(row) => row.id} />
      </Stack>
    </section>
  )
}

function Removed({ projectId }: { projectId: string }) {
  const { t, locale } = useMessages()
  const { data } = useQuery(removedDocumentsQuery(projectId))
  const change = useChangeDocument(projectId)
  const rows = data?.documents ?? []
  if (rows.length === 0) return null
  const bringBack = (row: DocumentRow) =>
    runChange(
      change,
      { documentId: row.id, state: 'open' },
      { onSuccess: () => toast(t('documents.broughtBack', { title: row.title })) },
    )
  return (
    <details>
      <summary>{t('documents.removedCount', { count: rows.length })}</summary>
      <Table
        label={t('documents.removed')}
        columns={[
          { id: 'title', label: t('documents.colTitle'), isRowHeader: true, cell: (row) => <DocumentTitle of={row} /> },
          { id: 'changed', label: t('documents.colChanged'), cell: (row) => formatSince(row.changedAt, locale) },
          {
            id: 'actions',
            label: t('documents.colActions'),
            isLabelHidden: true,
            align: 'end',
            cell: (row) => (
              <OnlineButton icon={Undo2} onPress={() => bringBack(row)}>
                {t('documents.bringBack')}
              </OnlineButton>
            ),
          },
        ]}
        rows={rows}
        rowId={(row) => row.id}
      />
    </details>
  )
}

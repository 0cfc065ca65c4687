import { useQuery } from '@tanstack/react-query'
import { later, Nothing } from '#client/ui/later.tsx'
import { useNavigate } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import type { ReactNode } from 'react'
import type { Beginning } from '#client/boards/templates/template-choice.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import { peopleQuery } from '#client/data/people.ts'
import { sortByName } from '#client/locales/languages.ts'
import { OnlineForm } from '#client/session/online-form.tsx'
import type { Project } from '#client/data/projects.ts'
import { RadioGroup } from '#client/ui/choice.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { Select } from '#client/ui/select.tsx'
import { Skeleton } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { TitleLanguage } from '#client/document-screen/title-language.tsx'
import { documentHref, documentKinds, kindIcons, type DocumentKind } from '../data/kinds.ts'
import { documentsQuery } from '#client/data/documents.ts'
import { useStartDocument } from '#client/data/document-changes.ts'
import type { DocumentRow } from '#client/data/documents.ts'
import type { NewDocument } from '#client/data/document-changes.ts'

/** Templates bring the drawing of boards with them: fetched when somebody wants a board. */
const TemplateChoice = later(
  () => import('#client/boards/templates/template-choice.tsx').then((module) => module.TemplateChoice),
  Nothing,
)

interface NewDocumentDialogProps {
  project: Project
  /** Teachers choose for whom; a pupil's page is their group's. */
  canForAll: boolean
  isTemplate: boolean
  onClose: () => void
}

export function NewDocumentDialog({ project, canForAll, isTemplate, onClose }: NewDocumentDialogProps) {
  const { t } = useMessages()
  return (
    <Dialog title={t(isTemplate ? 'documents.startTemplate' : 'documents.start')} isOpen onOpenChange={onClose}>
      {canForAll ? <TeacherForm project={project} isTemplate={isTemplate} /> : <PupilForm project={project} />}
    </Dialog>
  )
}

function useStart(projectId: string) {
  const navigate = useNavigate()
  const start = useStartDocument(projectId)
  const submit = (page: NewDocument) =>
    start.mutate(page, { onSuccess: ({ id }) => void navigate({ to: documentHref({ id, kind: page.kind }) }) })
  return { start, submit }
}

function PupilForm({ project }: { project: Project }) {
  const { t } = useMessages()
  const { start, submit } = useStart(project.id)
  return (
    <PageForm
      projectId={project.id}
      start={start}
      templates={[]}
      onSubmit={(made) => submit({ ...made, groupId: project.group?.id ?? null, access: 'group', isTemplate: false })}
    >
      <p>{t('documents.pupilPageSentence', { group: project.group?.name ?? '' })}</p>
    </PageForm>
  )
}

const fixedAudiences = ['project', 'teachers', 'template'] as const

function TeacherForm({ project, isTemplate }: { project: Project; isTemplate: boolean }) {
  const { t, locale } = useMessages()
  const { data } = useQuery(peopleQuery(project.id))
  const [audience, setAudience] = useState<string>(isTemplate ? 'template' : 'project')
  const { start, submit } = useStart(project.id)
  const templates = (useQuery(documentsQuery(project.id)).data?.documents ?? []).filter((row) => row.isTemplate)
  const groups = sortByName(data?.groups ?? [], locale, (group) => group.name)
  const options = [
    ...fixedAudiences.map((id) => ({
      id: String(id),
      label: t(`documents.audience_${id}`),
      description: t(`documents.audience_${id}_sentence`),
    })),
    ...groups.map((group) => ({
      id: group.id,
      label: group.name,
      description: t('documents.audience_group_sentence'),
    })),
  ]
  return (
    <PageForm
      projectId={project.id}
      start={start}
      templates={templates}
      onSubmit={(made) => submit({ ...made, ...audienceOf(audience) })}
    >
      <Select label={t('documents.audience')} options={options} value={audience} onChange={setAudience} />
    </PageForm>
  )
}

/** A template lies with the teachers until it is handed out. */
function audienceOf(audience: string): Pick<NewDocument, 'groupId' | 'access' | 'isTemplate'> {
  if (audience === 'project') return { groupId: null, access: 'project', isTemplate: false }
  if (audience === 'teachers') return { groupId: null, access: 'teachers', isTemplate: false }
  if (audience === 'template') return { groupId: null, access: 'teachers', isTemplate: true }
  return { groupId: audience, access: 'group', isTemplate: false }
}

function KindChoice({ kind, onChange }: { kind: DocumentKind; onChange: (kind: DocumentKind) => void }) {
  const { t } = useMessages()
  return (
    <RadioGroup
      label={t('documents.kind')}
      isCards
      options={documentKinds.map((id) => ({
        id,
        label: t(`documents.kind_${id}`),
        description: t(`documents.kind_${id}_sentence`),
        picture: <Icon of={kindIcons[id]} size="l" />,
      }))}
      value={kind}
      onChange={onChange}
    />
  )
}

interface PageFormProps {
  projectId: string
  start: ReturnType<typeof useStartDocument>
  /** Of this project, to begin another with. */
  templates: readonly DocumentRow[]
  onSubmit: (made: Omit<NewDocument, 'groupId' | 'access' | 'isTemplate'>) => void
  children: ReactNode
}

/** What a board begins with. Chosen anew for each kind, since a wall cannot begin as a canvas. */
function useBeginning(kind: DocumentKind) {
  const [chosen, setChosen] = useState<{ kind: DocumentKind; id: string; beginning: Beginning } | null>(null)
  const current = chosen?.kind === kind ? chosen : null
  const choose = (id: string, beginning: Beginning) => setChosen({ kind, id, beginning })
  return { id: current?.id ?? 'blank', beginning: current?.beginning ?? {}, choose }
}

function PageForm({ projectId, start, templates, onSubmit, children }: PageFormProps) {
  const { t, locale } = useMessages()
  const [title, setTitle] = useState('')
  // Guessed: one writes in the language that one reads.
  const [language, setLanguage] = useState<string | null>(locale)
  const [kind, setKind] = useState<DocumentKind>('page')
  const { id, beginning, choose } = useBeginning(kind)
  return (
    <OnlineForm
      problems={{ title: title.trim() === '' && t('documents.titleMissing') }}
      sending={start}
      submitLabel={t('documents.startNow')}
      onSubmit={() => onSubmit({ title, language, kind, ...beginning })}
    >
      <TextField
        path="title"
        label={t('documents.titleLabel')}
        value={title}
        onChange={setTitle}
        maxLength={200}
        autoFocus
      />
      <TitleLanguage projectId={projectId} value={language} onChange={setLanguage} />
      <KindChoice kind={kind} onChange={setKind} />
      {kind !== 'page' && (
        <Suspense fallback={<Skeleton of="cards" count={3} />}>
          <TemplateChoice kind={kind} own={templates.filter((row) => row.kind === kind)} value={id} onChange={choose} />
        </Suspense>
      )}
      {children}
    </OnlineForm>
  )
}

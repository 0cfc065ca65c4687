import { useQuery } from '@tanstack/react-query'
import { PackagePlus } from 'lucide-react'
import { useState } from 'react'
import { type KitsView, kitsQuery } from '#client/data/kits.ts'
import { projectQuery } from '#client/data/projects.ts'
import { formatDate } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Card, PageHeading, Shelf, Stack } from '#client/ui/layout.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { useParam } from '#client/ui/use-param.ts'
import { KitCard } from './kit-card.tsx'
import styles from './kits.module.css'
import { MakeKit } from './make-kit.tsx'
import { kitsFor } from './kits-for.ts'

/** Kits to begin with, and the way to make one: for the teachers of a project. */
export function KitsPage() {
  const { t } = useMessages()
  const projectId = useParam('projectId')
  const project = useQuery(projectQuery(projectId))
  const { data, error, isPending, refetch } = useQuery(kitsQuery(projectId))
  return (
    <>
      <PageHeading
        title={t('kits.title')}
        lead={project.data?.project.name}
        back={{ href: `/p/${projectId}/pages`, label: t('common.pages') }}
        actions={data && <MakeButton projectId={projectId} view={data} />}
      />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {isPending && <Skeleton of="cards" count={6} />}
      {data && (
        <Stack gap="l">
          <p className={styles.lead}>{t('kits.lead')}</p>
          <BegunWith copies={data.copies} />
          <Kits projectId={projectId} view={data} ages={project.data?.project} />
        </Stack>
      )}
    </>
  )
}

interface KitsProps {
  projectId: string
  view: KitsView
  ages: { ageFrom: number; ageTo: number } | undefined
}

/** In the reader's language and for the project's ages first. */
function Kits({ projectId, view, ages }: KitsProps) {
  const { t, locale } = useMessages()
  const { fitting, others } = kitsFor(view.kits, { locale, ages })
  if (view.kits.length === 0) return <EmptyState sentence={t('kits.empty')} />
  return (
    <>
      {fitting.length > 0 && <Section title={t('kits.fitting')} kits={fitting} projectId={projectId} />}
      {others.length > 0 && <Section title={t('kits.others')} kits={others} projectId={projectId} />}
    </>
  )
}

function Section({ title, kits, projectId }: { title: string; kits: KitsView['kits']; projectId: string }) {
  return (
    <section className={styles.section} aria-label={title}>
      <h2>{title}</h2>
      <Shelf>
        {kits.map((kit) => (
          <KitCard key={kit.id} kit={kit} projectId={projectId} />
        ))}
      </Shelf>
    </section>
  )
}

function BegunWith({ copies }: Pick<KitsView, 'copies'>) {
  const { t, locale } = useMessages()
  if (copies.length === 0) return null
  return (
    <Card title={t('kits.begunWith')}>
      <ul className={styles.copies}>
        {copies.map(({ id, title, credit, licence, at }) => (
          <li key={id}>
            <strong>{title}</strong> · {t('kits.by', { credit })} · {licence} · {formatDate(at, locale)}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function MakeButton({ projectId, view }: { projectId: string; view: KitsView }) {
  const { t } = useMessages()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button icon={PackagePlus} onPress={() => setIsOpen(true)}>
        {t('kits.make')}
      </Button>
      {isOpen && (
        <Dialog title={t('kits.make')} isOpen onOpenChange={setIsOpen} size="l">
          <MakeKit projectId={projectId} sources={view.sources} has={view.has} onMade={() => setIsOpen(false)} />
        </Dialog>
      )}
    </>
  )
}

import { useQuery } from '@tanstack/react-query'
import { ExternalLink, Globe, Undo2 } from 'lucide-react'
import { type NewsView, newsQuery, useAddNewsFile, useChangeNews, useRemoveNewsFile } from '#client/data/news.ts'
import { officesQuery } from '#client/data/offices.ts'
import { ShownFiles } from '#client/files/shown-files.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import { ChangedNotice } from '#client/session/changed-notice.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { useDraftFrom } from '#client/session/use-draft-from.ts'
import { LinkButton } from '#client/ui/button.tsx'
import { PageHeading, Row, Stack } from '#client/ui/layout.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useParam } from '#client/ui/use-param.ts'
import { draftOf, sentOf, type Written } from './draft.ts'
import { NewsForm } from './news-form.tsx'
import styles from '#client/ui/rows.module.css'
import { StateBadge } from './office-news-page.tsx'

/** An item as its office writes it: its words, its pictures and files, and whether it is out. */
export function NewsItemPage() {
  const { t } = useMessages()
  const newsId = useParam('newsId')
  const { data, isPending, isError, error, refetch } = useQuery(newsQuery(newsId))
  const view = data?.news
  return (
    <>
      <PageHeading
        title={view?.texts[0]?.title ?? t('news.title')}
        back={{ href: '/office/news', label: t('news.title') }}
        badges={view && <StateBadge state={view.state} />}
        lead={view?.office.name}
      />
      {isPending && <Skeleton of="rows" count={6} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {view && (
        <div className={styles.narrow}>
          <Parts key={view.id} view={view} />
        </div>
      )}
    </>
  )
}

const saidIn = ({ texts }: NewsView) => texts.map(({ title, body }) => `${title}\n${body}`).join('\n\n')

const standingOf = (view: NewsView) => ({ words: draftOf(view), version: view.version })

interface PartProps {
  view: NewsView
  writing: ReturnType<typeof useDraftFrom<Written>>
}

function Parts({ view }: Pick<PartProps, 'view'>) {
  const writing = useDraftFrom(standingOf(view))
  return (
    <Stack gap="l">
      <Steps view={view} writing={writing} />
      <Edit view={view} writing={writing} />
      <Files view={view} />
    </Stack>
  )
}

/** What is not saved yet does not come out with the rest: it is saved first. */
function Steps({ view, writing }: PartProps) {
  const { t } = useMessages()
  const change = useChangeNews(view.id)
  const isOut = view.state === 'published'
  const isUnsaved = !isOut && writing.isTouched
  return (
    <Stack gap="s">
      <p role="status">{t(`news.says_${view.state}`)}</p>
      {change.isError && <ErrorState error={change.error} />}
      <Row>
        <OnlineButton
          variant={isOut ? 'secondary' : 'primary'}
          icon={isOut ? Undo2 : Globe}
          isPending={change.isPending}
          isDisabled={isUnsaved}
          onPress={() => change.mutate({ state: isOut ? 'withdrawn' : 'published' })}
        >
          {t(isOut ? 'news.withdraw' : 'news.publish')}
        </OnlineButton>
        {isOut && (
          <LinkButton href={`/news/${view.id}`} icon={ExternalLink} variant="quiet">
            {t('news.publicPage')}
          </LinkButton>
        )}
      </Row>
      {isUnsaved && <p role="status">{t('news.saveFirst')}</p>}
    </Stack>
  )
}

/** What is being written stays while a picture comes, and while somebody else saves. */
function Edit({ view, writing }: PartProps) {
  const { t } = useMessages()
  const change = useChangeNews(view.id)
  const { draft, setDraft, version, isTouched, saved } = writing
  const { data, isPending, isError, error, refetch } = useQuery(officesQuery)
  const office = data?.offices.find((one) => one.office.id === view.office.id)?.office
  if (isPending) return <Skeleton of="rows" count={6} />
  if (!office) return isError && <ErrorState error={error} onRetry={() => void refetch()} />
  const save = (sent: Written) => {
    const done = ({ news }: { news: NewsView }) => {
      saved(standingOf(news), sent)
      toast(t('news.saved'))
    }
    change.mutate({ ...sentOf(sent), version }, { onSuccess: done })
  }
  return (
    <Stack>
      <ChangedNotice writing={writing} sending={change} theirs={saidIn(view)} />
      <NewsForm
        office={office}
        draft={draft}
        onChange={setDraft}
        sending={change}
        hasWords={isTouched}
        submitLabel={t('news.save')}
        onSubmit={() => save(draft)}
      />
    </Stack>
  )
}

function Files({ view: { id, files } }: { view: NewsView }) {
  const add = useAddNewsFile(id)
  const remove = useRemoveNewsFile(id)
  return <ShownFiles files={files} folder={`/api/news/${id}/files`} add={add} remove={remove} />
}

import { useQuery } from '@tanstack/react-query'
import { templatesQuery } from '#client/data/letters.ts'
import { languageName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { PageHeading } from '#client/ui/layout.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { Table } from '#client/ui/table.tsx'
import { useParam } from '#client/ui/use-param.ts'

/** How an office writes: a template for each kind of letter and language. */
export function TemplatesPage() {
  const { t, locale } = useMessages()
  const officeId = useParam('officeId')
  const { data, isPending, isError, error, refetch } = useQuery(templatesQuery(officeId))
  return (
    <>
      <PageHeading
        title={t('letters.templates')}
        lead={t('letters.templatesLead')}
        back={{ href: '/office/letters', label: t('offices.letters') }}
      />
      {isPending && <Skeleton of="rows" count={9} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <Table
          label={t('letters.templates')}
          rows={data.templates}
          rowId={({ kind, language }) => `${kind}.${language}`}
          columns={[
            {
              ...{ id: 'kind', label: t('letters.toWhom'), isRowHeader: true },
              cell: ({ kind }) => t(`letters.kind_${kind}`),
            },
            { id: 'language', label: t('letters.language'), cell: (one) => languageName(one.language, locale) },
            { id: 'title', label: t('letters.title'), cell: ({ title }) => <bdi>{title}</bdi> },
            {
              ...{ id: 'version', label: t('letters.version') },
              cell: ({ version }) => (
                <Badge>{version === 0 ? t('letters.shipped') : t('letters.versionNo', { version })}</Badge>
              ),
            },
            {
              ...{ id: 'actions', label: t('letters.actions'), isLabelHidden: true, align: 'end' as const },
              cell: ({ kind, language }) => (
                <LinkButton
                  href={`/office/${officeId}/letter-templates/${kind}/${language}`}
                  aria-label={t('letters.changeOf', {
                    kind: t(`letters.kind_${kind}`),
                    language: languageName(language, locale),
                  })}
                >
                  {t('letters.change')}
                </LinkButton>
              ),
            },
          ]}
        />
      )}
    </>
  )
}

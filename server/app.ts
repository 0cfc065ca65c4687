import { Hono } from 'hono'
import { openAPIRouteHandler } from 'hono-openapi'
import type { AppEnv, Deps } from './kit/context.ts'
import { sendMissing } from './kit/plain-page.ts'
import { handleError } from './middleware/errors.ts'
import { checkOrigin } from './middleware/origin.ts'
import { attachContext } from './middleware/context.ts'
import { limitBody } from './middleware/body.ts'
import { gzipReads } from './middleware/gzip.ts'
import { keepPace, takeTurns } from './middleware/pace.ts'
import { approvalRoutes } from './approvals/routes.ts'
import { auditRoutes } from './audit/routes.ts'
import { authenticatorRoutes } from './authenticators/routes.ts'
import { contactRoutes } from './contacts/routes.ts'
import { chatRoutes } from './chat/routes.ts'
import { boardRoutes } from './boards/routes.ts'
import { createMemory } from './directory/directory.ts'
import { directoryRoutes } from './directory/routes.ts'
import { documentRoutes } from './documents/routes.ts'
import { contributionRoutes } from './contributions/routes.ts'
import { extractRoutes } from './extracts/routes.ts'
import { figureRoutes } from './figures/routes.ts'
import { fileRoutes } from './files/routes.ts'
import { forumRoutes } from './chat/forum/routes.ts'
import { galleryRoutes } from './gallery/routes.ts'
import { frameworkRoutes } from './frameworks/routes.ts'
import { groupRoutes } from './groups/routes.ts'
import { deskRoutes } from './desk/routes.ts'
import { handRoutes } from './hands/routes.ts'
import { writingRoutes } from './writing/routes.ts'
import { liveViewRoutes } from './live-view/routes.ts'
import { judgementRoutes } from './judgements/routes.ts'
import { rubricRoutes } from './rubrics/routes.ts'
import { leavingRoutes } from './leaving/routes.ts'
import { invitationRoutes } from './invitations/routes.ts'
import { pendingRoutes } from './pending/routes.ts'
import { publicOfficeRoutes } from './offices/public/routes.ts'
import { publicNewsRoutes } from './news/public/routes.ts'
import { newsRoutes } from './news/routes.ts'
import { officeRoutes } from './offices/routes.ts'
import { campaignRoutes } from './campaigns/routes.ts'
import { awardRoutes } from './awards/routes.ts'
import { evaluationRoutes } from './evaluations/routes.ts'
import { labelledSchoolRoutes } from './labelled-schools/routes.ts'
import { letterRoutes } from './letters/routes.ts'
import { circularRoutes } from './circulars/routes.ts'
import { digestRoutes } from './digests/routes.ts'
import { mailRoutes } from './mail/routes.ts'
import { noticeRoutes } from './notices/routes.ts'
import { overviewRoutes } from './overview/routes.ts'
import { placementRoutes } from './placements/routes.ts'
import { planRoutes } from './plan/routes.ts'
import { peopleRoutes } from './people/routes.ts'
import { dossierRoutes } from './dossier/routes.ts'
import { sequelRoutes } from './sequels/routes.ts'
import { profileRoutes } from './profiles/routes.ts'
import { projectLifeRoutes } from './project-life/routes.ts'
import { projectOutcome } from './projects/outcome.ts'
import { projectRoutes } from './projects/routes.ts'
import { classroomRoutes } from './classrooms/routes.ts'
import { rolloverRoutes } from './rollover/routes.ts'
import { pseudonymRoutes } from './pseudonyms/routes.ts'
import { removalRoutes } from './removals/routes.ts'
import { quietRoutes } from './quiet/routes.ts'
import { newcomerFollower } from './registration/outcomes.ts'
import { registrationRoutes } from './registration/routes.ts'
import { applicationRoutes } from './applications/routes.ts'
import { circleRoutes } from './circles/routes.ts'
import { homeRoutes } from './home/routes.ts'
import { recoveryRoutes } from './recovery/routes.ts'
import { registerRoutes } from './registers/routes.ts'
import { searchRoutes } from './searches/routes.ts'
import { reportRoutes } from './reports/routes.ts'
import { schoolRoutes } from './schools/routes.ts'
import { schoolPageRoutes } from './school-page/routes.ts'
import { sessionRoutes } from './auth/routes.ts'
import { sheetRoutes } from './sheets/routes.ts'
import { setupRoutes } from './setup/routes.ts'
import { kitRoutes } from './kits/routes.ts'
import { admission } from './institutions/admission.ts'
import { institutionRoutes } from './institutions/routes.ts'
import { helpRoutes } from './help/routes.ts'
import { accompanimentRoutes } from './accompaniment/routes.ts'
import { offerRoutes } from './offers/routes.ts'
import { officeDeskRoutes } from './office-desk/routes.ts'
import { teamRoutes } from './team/routes.ts'
import { termRoutes } from './terms/routes.ts'
import { textRoutes } from './texts/routes.ts'
import { timerRoutes } from './timer/routes.ts'
import { thumbnailRoutes } from './thumbnails/routes.ts'
import { versionRoutes } from './versions/routes.ts'

/** What is there where an office of the programme is open. */
function programmeRoutes() {
  const memory = createMemory()
  return new Hono<AppEnv>()
    .route('/', officeRoutes)
    .route('/', publicOfficeRoutes)
    .route('/', newsRoutes)
    .route('/', publicNewsRoutes)
    .route('/', textRoutes)
    .route('/', galleryRoutes)
    .route('/', figureRoutes)
    .route('/', circularRoutes)
    .route('/', campaignRoutes)
    .route('/', evaluationRoutes)
    .route('/', awardRoutes)
    .route('/', labelledSchoolRoutes)
    .route('/', letterRoutes)
    .route('/', registrationRoutes)
    .route('/', registerRoutes)
    .route('/', helpRoutes)
    .route('/', officeDeskRoutes)
    .route('/', accompanimentRoutes)
    .route('/', profileRoutes)
    .route('/', contactRoutes)
    .route('/', directoryRoutes(memory))
    .route('/', circleRoutes)
    .route('/', applicationRoutes)
    .route('/', homeRoutes)
    .route('/', searchRoutes(memory))
    .route('/', offerRoutes(memory))
    .route('/', institutionRoutes)
}

/**
 * All of the API, and pages without script. Middleware in order: id and context, pace, origin of mutations, size, turns, packing,
 * then the features.
 */
export function createApp(deps: Deps) {
  const app = new Hono<AppEnv>()
    .use('*', attachContext(deps))
    .use('*', keepPace())
    .use('*', checkOrigin(deps.settings.origins))
    .use('*', limitBody())
    .use('*', takeTurns())
    .use('*', gzipReads())
    .route('/', sessionRoutes)
    .route('/', leavingRoutes)
    .route('/', setupRoutes)
    .route('/', schoolRoutes)
    .route('/', termRoutes)
    .route('/', overviewRoutes)
    .route('/', schoolPageRoutes)
    .route('/', placementRoutes)
    .route('/', programmeRoutes())
    .route('/', auditRoutes)
    .route('/', recoveryRoutes)
    .route('/', authenticatorRoutes)
    .route('/', mailRoutes)
    .route('/', digestRoutes)
    .route('/', quietRoutes)
    .route('/', invitationRoutes)
    .route('/', classroomRoutes)
    .route('/', rolloverRoutes)
    .route('/', pseudonymRoutes)
    .route('/', projectRoutes)
    .route('/', approvalRoutes({ user: newcomerFollower, school: admission, project: projectOutcome }))
    .route('/', projectLifeRoutes)
    .route('/', dossierRoutes)
    .route('/', sequelRoutes)
    .route('/', peopleRoutes)
    .route('/', teamRoutes)
    .route('/', noticeRoutes)
    .route('/', groupRoutes)
    .route('/', frameworkRoutes)
    .route('/', rubricRoutes)
    .route('/', judgementRoutes)
    .route('/', handRoutes)
    .route('/', writingRoutes)
    .route('/', deskRoutes)
    .route('/', pendingRoutes)
    .route('/', liveViewRoutes)
    .route('/', kitRoutes)
    .route('/', timerRoutes)
    .route('/', planRoutes)
    .route('/', reportRoutes)
    .route('/', documentRoutes)
    .route('/', removalRoutes)
    .route('/', versionRoutes)
    .route('/', sheetRoutes)
    .route('/', fileRoutes)
    .route('/', extractRoutes)
    .route('/', contributionRoutes)
    .route('/', thumbnailRoutes)
    .route('/', boardRoutes)
    .route('/', chatRoutes)
    .route('/', forumRoutes)
  app.get(
    '/api/openapi.json',
    openAPIRouteHandler(app, { documentation: { info: { title: 'Préau', version: deps.settings.version } } }),
  )
  app.all('/api/*', (c) =>
    c.json({ error: { code: 'not_found', reason: 'not_found', requestId: c.var.ctx.requestId } }, 404),
  )
  app.notFound(sendMissing)
  app.onError(handleError)
  return app
}

export type AppType = ReturnType<typeof createApp>

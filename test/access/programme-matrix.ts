import { authenticatorRows } from './authenticator-matrix.ts'
import { approvalRows } from './approval-matrix.ts'
import { placementRows } from './placement-matrix.ts'
import { directoryRows } from './directory-matrix.ts'
import { contactRows } from './contact-matrix.ts'
import { helpRows } from './help-matrix.ts'
import { newsRows } from './news-matrix.ts'
import { figureRows } from './figure-matrix.ts'
import { galleryRows } from './gallery-matrix.ts'
import { offerRows } from './offer-matrix.ts'
import { officeRows } from './office-matrix.ts'
import { searchRows } from './search-matrix.ts'
import { campaignRows } from './campaign-matrix.ts'
import { letterRows } from './letter-matrix.ts'
import { applicationRows } from './application-matrix.ts'
import { evaluationRows } from './evaluation-matrix.ts'
import { circleRows } from './circle-matrix.ts'
import { leavingRows } from './leaving-matrix.ts'
import { lifeRows } from './life-matrix.ts'
import { registerRows } from './register-matrix.ts'
import { rolloverRows } from './rollover-matrix.ts'
import { registrationRows } from './registration-matrix.ts'

/** Offices and what is asked of them, coming in by oneself, and the second step of staff. */
export const programmeRows = {
  ...authenticatorRows,
  ...approvalRows,
  ...placementRows,
  ...directoryRows,
  ...contactRows,
  ...helpRows,
  ...campaignRows,
  ...letterRows,
  ...applicationRows,
  ...evaluationRows,
  ...circleRows,
  ...offerRows,
  ...searchRows,
  ...officeRows,
  ...newsRows,
  ...galleryRows,
  ...figureRows,
  ...leavingRows,
  ...lifeRows,
  ...registerRows,
  ...registrationRows,
  ...rolloverRows,
}

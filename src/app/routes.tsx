/** Every screen and its address. Addresses carry procedure codes and envelope ids, never anything personal. */
import { createBrowserRouter } from 'react-router'
import { basePath } from './base-path.ts'
import { HomeScreen } from './citizen/home/screen.tsx'
import { FailureScreen } from './frame/failure-screen.tsx'
import { Frame } from './frame/frame.tsx'
import { NotFoundScreen } from './frame/not-found-screen.tsx'
import { SessionProvider } from './session/session-provider.tsx'
import { Busy } from './ui/busy/busy.tsx'

export const router = createBrowserRouter(
  [
    {
      element: (
        <SessionProvider>
          <Frame />
        </SessionProvider>
      ),
      errorElement: <FailureScreen />,
      hydrateFallbackElement: <Busy />,
      children: [
        { index: true, element: <HomeScreen /> },
        {
          path: 'su-kien/:lifeEvent',
          lazy: async () => ({
            Component: (await import('./citizen/life-event/screen.tsx')).LifeEventScreen,
          }),
        },
        {
          path: 'thu-tuc/:code',
          lazy: async () => ({ Component: (await import('./citizen/procedure/screen.tsx')).ProcedureScreen }),
        },
        {
          path: 'ke-khai/:code/*',
          lazy: async () => ({
            Component: (await import('./citizen/declaration/screen.tsx')).DeclarationScreen,
          }),
        },
        {
          path: 'bien-nhan/:envelopeId',
          lazy: async () => ({ Component: (await import('./citizen/receipt/screen.tsx')).ReceiptScreen }),
        },
        {
          path: 'bo-sung/*',
          lazy: async () => ({
            Component: (await import('./citizen/supplement/screen.tsx')).SupplementScreen,
          }),
        },
        {
          path: 'phan-anh/*',
          lazy: async () => ({
            Component: (await import('./citizen/feedback/screen.tsx')).FeedbackScreen,
          }),
        },
        {
          path: 'tra-cuu',
          lazy: async () => ({ Component: (await import('./citizen/tracking/screen.tsx')).TrackingScreen }),
        },
        {
          path: 'ho-so',
          lazy: async () => ({ Component: (await import('./citizen/queue/screen.tsx')).QueueScreen }),
        },
        {
          path: 'lay-so',
          lazy: async () => ({ Component: (await import('./visitor-queue/take/screen.tsx')).TakeScreen }),
        },
        {
          path: 'dat-gio',
          lazy: async () => ({
            Component: (await import('./visitor-queue/booking/screen.tsx')).BookingScreen,
          }),
        },
        {
          path: 'ket-noi',
          lazy: async () => ({ Component: (await import('./setup/enrolment/screen.tsx')).EnrolmentScreen }),
        },
        {
          path: 'lam-tiep',
          lazy: async () => ({ Component: (await import('./session/resume-screen.tsx')).ResumeScreen }),
        },
        {
          // Not linked: for people who make the software, and for its tests.
          path: 'ui',
          lazy: async () => ({ Component: (await import('./specimen/screen.tsx')).SpecimenScreen }),
        },
        {
          path: 'goc-can-bo',
          lazy: async () => ({ Component: (await import('./kiosk/corner/screen.tsx')).StaffCorner }),
        },
        {
          path: 'tro-giup-tai-khoan',
          lazy: async () => ({ Component: (await import('./assistance/screen.tsx')).AssistanceScreen }),
        },
        {
          path: 'tap-huan/*',
          lazy: async () => ({ Component: (await import('./training/screen.tsx')).TrainingScreen }),
        },
        {
          path: 'doi/*',
          lazy: async () => ({ Component: (await import('./team/screen.tsx')).TeamScreen }),
        },
        { path: '*', element: <NotFoundScreen /> },
      ],
    },
    {
      // Without the frame around a person's visit: a tablet on a counter, or the phone of whoever holds a slip.
      path: 'hai-long',
      errorElement: <FailureScreen />,
      hydrateFallbackElement: <Busy />,
      lazy: async () => ({ Component: (await import('./citizen/survey/screen.tsx')).SurveyScreen }),
    },
    {
      // A telephone in the waiting room, or at home: no session that would end while somebody waits.
      errorElement: <FailureScreen />,
      hydrateFallbackElement: <Busy />,
      lazy: async () => ({ Component: (await import('./visitor-queue/open-frame.tsx')).OpenFrame }),
      children: [
        {
          path: 'dung-tin/:code',
          lazy: async () => ({ Component: (await import('./citizen/messages/stop-screen.tsx')).StopScreen }),
        },
        {
          path: 'so/:id',
          lazy: async () => ({ Component: (await import('./visitor-queue/place/screen.tsx')).PlaceScreen }),
        },
        {
          path: 'dat-gio/:unit',
          lazy: async () => ({
            Component: (await import('./visitor-queue/booking/screen.tsx')).BookingScreen,
          }),
        },
        {
          path: 'lich-hen/:id',
          lazy: async () => ({
            Component: (await import('./visitor-queue/booking/booked-screen.tsx')).BookedScreen,
          }),
        },
      ],
    },
    {
      path: 'goi-so',
      errorElement: <FailureScreen />,
      hydrateFallbackElement: <Busy />,
      lazy: async () => ({ Component: (await import('./visitor-queue/calls/screen.tsx')).CallScreen }),
    },
    {
      path: 'can-bo/*',
      errorElement: <FailureScreen />,
      hydrateFallbackElement: <Busy />,
      lazy: async () => ({ Component: (await import('./desk/desk.tsx')).Desk }),
    },
  ],
  { basename: basePath },
)

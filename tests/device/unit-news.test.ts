import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import { database } from '../../src/device/database.ts'
import { currentUnitNews } from '../../src/device/unit-news.ts'
import { emptyDevice } from './fixture.ts'

beforeEach(emptyDevice)

test('a device that was long without a network tells of no day that is over', async () => {
  const day = { kind: 'mobile-police', from: '08:00', until: '11:00', place: 'Séo Pờ Hồ' }
  await database.settings.put({
    key: 'unit-news',
    news: {
      teams: [{ code: 'H38.15.02-T1', name: 'Séo Pờ Hồ' }],
      days: [
        { ...day, id: '1', day: '2026-11-24' },
        { ...day, id: '2', day: '2026-11-25' },
      ],
    },
  })
  const news = await currentUnitNews('2026-11-25')
  expect(news.teams).toHaveLength(1)
  expect(news.days.map(({ id }) => id)).toEqual(['2'])
})

test('words of a newer gateway are no news', async () => {
  await database.settings.put({ key: 'unit-news', news: { teams: 'all', days: [] } })
  expect(await currentUnitNews('2026-11-25')).toEqual({ teams: [], days: [] })
})

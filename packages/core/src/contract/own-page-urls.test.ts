import { expect, it } from 'vitest';
import { withOwnPageUrls } from './own-page-urls.ts';

const page = {
  total: 3,
  item_count: 1,
  current_page: 2,
  per_page: 1,
  first_item: 2,
  last_item: 2,
  prev_page_url:
    'https://api.example/v1/messages?page=1&per_page=1&reference=secret&after=2026-11-21T00%3A00%3A00Z',
  next_page_url: null,
  data: [],
};

it('keeps path and filters of the caller, with the page and the resolved times of Chatti', () => {
  const own = withOwnPageUrls(page, '/api/texts?after=yesterday&sort=up%20down');
  expect(own.prev_page_url).toBe('/api/texts?after=2026-11-21T00%3A00%3A00Z&sort=up+down&page=1&per_page=1');
});

it('leaves out filters that the application added itself', () => {
  expect(withOwnPageUrls(page, '/api/texts').prev_page_url).toBe('/api/texts?page=1&per_page=1');
});

it('changes nothing else, and not the page it is given', () => {
  expect(withOwnPageUrls(page, '/api/texts')).toMatchObject({ total: 3, next_page_url: null });
  expect(page.prev_page_url).toMatch(/^https:/);
});

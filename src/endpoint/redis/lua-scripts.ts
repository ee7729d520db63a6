import { MAX_SESSION_LIMIT } from '../../config/limits.js';
import {
  MAX_READER_CHARACTERS,
  MAX_REMEMBERED_IDS,
  MAX_VIEW_AGE_MS,
  MAX_VIEWS_PER_TRACKER,
  VIEW_ID_MEMORY_MS,
  VIEW_OVERHEAD_CHARACTERS,
} from '../limits.js';

/**
 * Lua scripts for Redis, which runs each of them atomically. The views of a reader are one hash with a field a tracker: a
 * list of `[id, item, at, until]` in JSON, where `until` is 0 for never. Each script has one key, as Redis Cluster requires.
 * Texts are compared and never executed. The scripts follow the functions of `usage/`, and one test suite
 * (`test/support/usage-store-suite.ts`) runs against both.
 */

const COMMON = `
  local MAX_VIEWS, MEMORY, MAX_IDS = ${MAX_VIEWS_PER_TRACKER}, ${VIEW_ID_MEMORY_MS}, ${MAX_REMEMBERED_IDS}
  local key, now = KEYS[1], tonumber(ARGV[1])
  -- Views that no window needs any more, by tracker: only their ids count.
  local overs = {}

  local function read(tracker)
    local text, kept, over = redis.call('HGET', key, tracker), {}, {}
    for _, one in ipairs(text and cjson.decode(text) or {}) do
      if one[4] == 0 or one[4] > now then kept[#kept + 1] = one
      elseif one[4] > now - MEMORY then over[#over + 1] = one end
    end
    while #over > MAX_IDS do table.remove(over, 1) end
    overs[tracker] = over
    return kept
  end

  -- Octets that are left for further views of the reader.
  local room = ${MAX_READER_CHARACTERS}
  for _, field in ipairs(redis.call('HKEYS', key)) do room = room - redis.call('HSTRLEN', key, field) end

  local function measure(views)
    local sum = 0
    for _, one in ipairs(views) do sum = sum + #one[1] + #one[2] + ${VIEW_OVERHEAD_CHARACTERS} end
    return sum
  end

  local function put(kept, new)
    local place = #kept + 1
    while place > 1 and kept[place - 1][3] > new[3] do place = place - 1 end
    table.insert(kept, place, new)
  end

  -- The key lives as long as the view with the latest expiry that was ever put into it.
  local function save(lists)
    local left, ends = redis.call('PTTL', key), 0
    for tracker, kept in pairs(lists) do
      local all = {}
      for _, one in ipairs(overs[tracker] or {}) do all[#all + 1] = one end
      for _, one in ipairs(kept) do
        all[#all + 1] = one
        ends = (one[4] == 0 or ends == -1) and -1 or math.max(ends, one[4])
      end
      redis.call('HSET', key, tracker, cjson.encode(all))
    end
    if ends == 0 then return end
    if left == -1 or ends == -1 then redis.call('PERSIST', key)
    else redis.call('PEXPIRE', key, string.format('%.0f', math.max(left, ends - now + MEMORY))) end
  end
`;

/**
 * `countView` for a list of views, and `last-spend`. ARGV: now, views, variants by tracker, `1` for carried views. Returns
 * the ids of refused views.
 */
const SPEND_SCRIPT = `${COMMON}
  local spends, variants = cjson.decode(ARGV[2]), cjson.decode(ARGV[3])
  local lists, changed, refused = {}, {}, {}
  local kept_last = read('')[1]
  local last = kept_last and ARGV[4] ~= '1' and math.min(kept_last[3], now) or -math.huge
  local ends_last = 0

  local function judge(kept, over, id, item, at, rules)
    for _, one in ipairs(kept) do
      if one[1] == id then return 'unchanged' end
    end
    for _, one in ipairs(over) do
      if one[1] == id then return 'unchanged' end
    end
    local verdict = 'refused'
    for _, rule in ipairs(rules) do
      local items, used, known, earliest = {}, 0, false, true
      for _, one in ipairs(kept) do
        if one[3] >= rule.from then
          if not (rule.unique and items[one[2]]) then used = used + 1 end
          items[one[2]] = true
          if rule.unique and one[2] == item then known = true end
          if one[3] <= at then earliest = false end
        end
      end
      if rule.begins and item ~= '' then used = nil
      elseif known or at < rule.from then verdict = 'unchanged'
      elseif used < rule.limit or (rule.begins and earliest) then return 'counted' end
    end
    return verdict
  end

  local function dropUnneeded(kept, rules)
    local latest, left = {}, {}
    for index, one in ipairs(kept) do latest[one[2]] = index end
    for index, one in ipairs(kept) do
      local needed = false
      for _, rule in ipairs(rules) do
        if rule.begins then needed = needed or index == 1
        else needed = needed or (one[3] >= rule.from and (not rule.unique or latest[one[2]] == index)) end
      end
      if needed then left[#left + 1] = one end
    end
    return left
  end

  for _, spend in ipairs(spends) do
    local id, tracker, item, at = spend[1], spend[2], spend[3], spend[4]
    local rules = variants[tracker] or {}
    local kept = lists[tracker] or read(tracker)
    lists[tracker] = kept
    local begins = false
    for _, rule in ipairs(rules) do
      begins = begins or (rule.begins and item == '')
      if rule.ends ~= 0 then ends_last = math.max(ends_last, math.min(rule.ends, now + ${MAX_VIEW_AGE_MS})) end
    end
    if at < last and not begins then at = last end
    local verdict = judge(kept, overs[tracker], id, item, at, rules)
    local new = { id, item, at }
    local left, space = verdict == 'counted' and kept, room
    if left and (#kept >= MAX_VIEWS or measure({ new }) > room) then
      left = dropUnneeded(kept, rules)
      space = room + measure(kept) - measure(left)
    end
    if verdict == 'refused' or (left and (#left >= MAX_VIEWS or measure({ new }) > space)) then
      refused[#refused + 1] = id
    elseif left then
      room = space - measure({ new })
      local ends = 0
      for index, rule in ipairs(rules) do
        ends = (rule.ends == 0 or (index > 1 and ends == 0)) and 0 or math.max(ends, rule.ends)
      end
      new[4] = ends
      put(left, new)
      lists[tracker], changed[tracker] = left, left
    end
  end
  if ends_last > 0 then
    changed[''] = { { '', '', now, math.max(ends_last, kept_last and kept_last[4] or 0) } }
    overs[''] = {}
  end
  save(changed)
  return refused
`;

/** `carryOver` for the views of another reader. ARGV: now, lists by tracker. */
const CARRY_SCRIPT = `${COMMON}
  local merged = {}
  for tracker, others in pairs(cjson.decode(ARGV[2])) do
    local kept, known = read(tracker), {}
    for _, one in ipairs(kept) do known[one[1]] = true end
    local before = #kept
    for _, one in ipairs(others) do
      if not known[one[1]] then
        room = room - measure({ one })
        if room >= 0 then put(kept, one) end
      end
    end
    local surplus, latest, left = #kept - MAX_VIEWS, {}, {}
    for index, one in ipairs(kept) do latest[one[2]] = index end
    for index, one in ipairs(kept) do
      if index == 1 or surplus <= 0 or latest[one[2]] == index then left[#left + 1] = one
      else surplus = surplus - 1 end
    end
    while #left > MAX_VIEWS do table.remove(left, 2) end
    if #kept > before then merged[tracker] = left end
  end
  save(merged)
`;

/**
 * The sessions of a reader are a list of `[id, until]` in JSON, from the one that began first. ARGV: now, then the session, and when
 * it ends: `keepActive`, which returns its place and the number of sessions. Without an end it is `endActive`.
 */
const SESSION_SCRIPT = `
  local now, session, ends = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3])
  local active, place, last = {}, 0, 0
  for _, one in ipairs(cjson.decode(redis.call('GET', KEYS[1]) or '[]')) do
    local ours = one[1] == session
    if one[2] > now and (ends or not ours) then
      if ours then
        place, one[2] = #active + 1, math.max(one[2], ends)
      end
      active[#active + 1] = one
      last = math.max(last, one[2])
    end
  end
  if ends and place == 0 and #active < ${MAX_SESSION_LIMIT} then
    place = #active + 1
    active[place] = { session, ends }
    last = math.max(last, ends)
  end
  if #active == 0 or last <= now then redis.call('DEL', KEYS[1])
  else redis.call('SET', KEYS[1], cjson.encode(active), 'PX', string.format('%.0f', math.ceil(last - now))) end
  return { place, #active }
`;

/** `claimGift`. ARGV: session, lifetime of the claim in ms. Returns 1 if the gift is this session's. */
const CLAIM_GIFT_SCRIPT = `
  local holder = redis.call('GET', KEYS[1])
  if not holder then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) end
  return (not holder or holder == ARGV[1]) and 1 or 0
`;

/** `keepPreview`. ARGV: the preview, its lifetime in ms. */
const KEEP_PREVIEW_SCRIPT = `
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
`;

/** `findPreview`. Returns the preview, or nothing. */
const FIND_PREVIEW_SCRIPT = `
  return redis.call('GET', KEYS[1])
`;

/**
 * `addCounts`. ARGV: the sender, the number of its call, seconds to keep the key for, then names and numbers. A client that has lost
 * its connection may send a call again: one with a number that is not above the last one of its sender changes nothing.
 */
const COUNT_SCRIPT = `
  local sender, call = '#' .. ARGV[1], tonumber(ARGV[2])
  if call <= tonumber(redis.call('HGET', KEYS[1], sender) or 0) then return 0 end
  redis.call('HSET', KEYS[1], sender, call)
  for index = 4, #ARGV, 2 do redis.call('HINCRBY', KEYS[1], ARGV[index], ARGV[index + 1]) end
  redis.call('EXPIRE', KEYS[1], ARGV[3])
  return 1
`;

/** `forgetUsage`, and `forgetSessions`. Returns 1 if there was anything. */
const FORGET_SCRIPT = `
  return redis.call('DEL', KEYS[1])
`;

/** The scripts by the names of their commands. */
export const SCRIPTS = {
  zephrSpend: { numberOfKeys: 1, lua: SPEND_SCRIPT },
  zephrMerge: { numberOfKeys: 1, lua: CARRY_SCRIPT },
  zephrClaim: { numberOfKeys: 1, lua: CLAIM_GIFT_SCRIPT },
  zephrKeep: { numberOfKeys: 1, lua: KEEP_PREVIEW_SCRIPT },
  zephrFind: { numberOfKeys: 1, lua: FIND_PREVIEW_SCRIPT },
  zephrCount: { numberOfKeys: 1, lua: COUNT_SCRIPT },
  zephrSession: { numberOfKeys: 1, lua: SESSION_SCRIPT },
  zephrForget: { numberOfKeys: 1, lua: FORGET_SCRIPT },
} as const;

/** The name of a script. */
export type ScriptName = keyof typeof SCRIPTS;

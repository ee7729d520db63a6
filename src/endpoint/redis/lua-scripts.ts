import { MAX_VIEWS_PER_TRACKER } from '../store.js';

/**
 * Lua for Redis, which runs a script as a whole while nothing else happens. What is kept of a reader is one hash: a field a
 * tracker, a list of `[id, item, at, until]` in JSON, `until` being 0 for never. Each script has one key, as Redis Cluster
 * wants it. Texts are compared and never executed.
 */

/** Milliseconds that a key outlives what is in it: longer than clocks may differ. */
const GRACE = 86_400_000;

const COMMON = `
  local MOST, GRACE = ${MAX_VIEWS_PER_TRACKER}, ${GRACE}
  local key, now = KEYS[1], tonumber(ARGV[1])

  local function read(tracker)
    local text, kept = redis.call('HGET', key, tracker), {}
    for _, one in ipairs(text and cjson.decode(text) or {}) do
      if one[4] == 0 or one[4] > now then kept[#kept + 1] = one end
    end
    return kept
  end

  local function put(kept, new)
    local place = #kept + 1
    while place > 1 and kept[place - 1][3] > new[3] do place = place - 1 end
    table.insert(kept, place, new)
  end

  -- The key lives as long as the longest-lived of what was ever put into it.
  local function save(lists)
    local left, ends = redis.call('PTTL', key), 0
    for tracker, kept in pairs(lists) do
      redis.call('HSET', key, tracker, cjson.encode(kept))
      for _, one in ipairs(kept) do
        ends = (one[4] == 0 or ends == -1) and -1 or math.max(ends, one[4])
      end
    end
    if ends == 0 then return end
    if left == -1 or ends == -1 then redis.call('PERSIST', key)
    else redis.call('PEXPIRE', key, string.format('%.0f', math.max(left, ends - now + GRACE))) end
  end
`;

/** `spendInList` for each of some spends. ARGV: now, spends, variants by tracker. Gives the ids that are refused. */
export const SPEND_SCRIPT = `${COMMON}
  local spends, variants = cjson.decode(ARGV[2]), cjson.decode(ARGV[3])
  local lists, changed, refused = {}, {}, {}

  local function judge(kept, id, item, at, rules)
    for _, one in ipairs(kept) do
      if one[1] == id then return 'idle' end
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
      elseif known or at < rule.from then verdict = 'idle'
      elseif used < rule.limit or (rule.begins and earliest) then return 'kept' end
    end
    return verdict
  end

  local function makeRoom(kept, rules)
    if #kept < MOST then return kept end
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
    local verdict = judge(kept, id, item, at, rules)
    local left = verdict == 'kept' and makeRoom(kept, rules)
    if verdict == 'refused' or (left and #left >= MOST) then refused[#refused + 1] = id
    elseif left then
      local ends = 0
      for index, rule in ipairs(rules) do
        ends = (rule.ends == 0 or (index > 1 and ends == 0)) and 0 or math.max(ends, rule.ends)
      end
      put(left, { id, item, at, ends })
      lists[tracker], changed[tracker] = left, left
    end
  end
  save(changed)
  return refused
`;

/** `mergeCounted` with what is counted of another reader. ARGV: now, lists by tracker. */
export const CARRY_SCRIPT = `${COMMON}
  local merged = {}
  for tracker, others in pairs(cjson.decode(ARGV[2])) do
    local kept, known = read(tracker), {}
    for _, one in ipairs(kept) do known[one[1]] = true end
    local before = #kept
    for _, one in ipairs(others) do
      if not known[one[1]] then put(kept, one) end
    end
    local surplus, latest, left = #kept - MOST, {}, {}
    for index, one in ipairs(kept) do latest[one[2]] = index end
    for index, one in ipairs(kept) do
      if index == 1 or surplus <= 0 or latest[one[2]] == index then left[#left + 1] = one
      else surplus = surplus - 1 end
    end
    while #left > MOST do table.remove(left, 2) end
    if #kept > before then merged[tracker] = left end
  end
  save(merged)
`;

/** `claimGift`. ARGV: session, milliseconds to remember it. Gives 1 where it is this session's. */
export const CLAIM_GIFT_SCRIPT = `
  local holder = redis.call('GET', KEYS[1])
  if not holder then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) end
  return (not holder or holder == ARGV[1]) and 1 or 0
`;

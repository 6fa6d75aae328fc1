"use strict";
// Answers are strangers' text: they become text nodes, never markup.

const $ = (id) => document.getElementById(id);
const labels = JSON.parse($("labels").textContent);
const token = location.hash.slice(1);
const drafts = new Map(); // by answer: what is chosen and not saved yet
const saved = []; // what this page has decided, newest last
let language = document.documentElement.lang;
let questions = [];
let question = null;
let answers = [];
let current = 0;
let urls = []; // of the drawings that are shown
let queue = Promise.resolve();

// Words

function say(name, values = {}) {
  return labels[language][name].replace(/\{(\w+)(?::\S+?)?\}/g, (_, key) => values[key]);
}

function points(number) {
  return String(Math.round(number * 100) / 100);
}

function tell(sentence, kind = "") {
  $("alert").textContent = sentence;
  $("alert").className = kind;
  $("alert").hidden = !sentence;
}

// The server

async function ask(path, body) {
  const headers = { Authorization: `Bearer ${token}` };
  const options = body ? { method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(body) } : { headers };
  try {
    return await fetch(path, { ...options, cache: "no-store" });
  } catch {
    tell(say("unreachable"), "bad");
    throw new Error("unreachable");
  }
}

async function get(path) {
  const response = await ask(path);
  if (!response.ok) await complain(response);
  return response.json();
}

async function complain(response) {
  const said = await response.json().catch(() => null);
  tell(response.status === 401 ? say("no_token") : said ? said[language] : say("unreachable"), "bad");
  throw new Error(String(response.status));
}

async function loadQuestions() {
  questions = await get("questions");
  const old = question?.id;
  $("question").replaceChildren(...questions.map((each) => new Option("", each.id)));
  question = questions.find((each) => each.id === old) ?? questions[0];
  await openQuestion(question.id);
  document.querySelector("main").hidden = false;
}

async function openQuestion(id) {
  question = questions.find((each) => each.id === id);
  $("question").value = id;
  await loadAnswers();
  current = Math.max(answers.findIndex(waits), 0);
  show();
}

async function loadAnswers() {
  answers = await get(`answers/${encodeURIComponent(question.id)}`);
  question.answers = answers.length;
  question.decided = answers.filter((answer) => !waits(answer)).length;
}

// What is decided, and what is only chosen

function waits(answer) {
  return answer.mark === null || answer.mark.score === null;
}

function keptOf(answer) {
  const known = question.items.map((item) => item.id);
  const mark = answer.mark ?? { items: [], adjustment: 0, comment: "" };
  return { items: mark.items.filter((id) => known.includes(id)), adjustment: mark.adjustment, comment: mark.comment };
}

function draftOf(answer) {
  return drafts.get(answer.id) ?? keptOf(answer);
}

function differs(one, other) {
  return JSON.stringify([[...one.items].sort(), one.adjustment, one.comment.trim()]) !== JSON.stringify([[...other.items].sort(), other.adjustment, other.comment.trim()]);
}

function choose(changes) {
  const answer = answers[current];
  const draft = { ...draftOf(answer), ...changes };
  if (differs(draft, keptOf(answer))) drafts.set(answer.id, draft);
  else drafts.delete(answer.id);
  showDecision();
}

function toggle(item) {
  const { items } = draftOf(answers[current]);
  choose({ items: items.includes(item) ? items.filter((id) => id !== item) : [...items, item] });
}

function scoreOf(draft) {
  const given = question.items.filter((item) => draft.items.includes(item.id));
  const sum = given.reduce((total, item) => total + item.points, draft.adjustment);
  return Math.min(Math.max(sum, 0), question.points);
}

function equals(answer) {
  return answers.filter((each) => each.words === answer.words);
}

// Saving

function decisionOf(chosen, draft, withdrawn) {
  const seen = Object.fromEntries(chosen.map((answer) => [answer.id, answer.decisions]));
  return { question: question.id, answers: seen, items: draft.items, adjustment: draft.adjustment, comment: draft.comment, withdrawn };
}

async function decide(chosen, draft, withdrawn = false) {
  const response = await ask("decisions", decisionOf(chosen, draft, withdrawn));
  if (response.status !== 409 && !response.ok) await complain(response);
  await loadAnswers();
  if (response.ok) return true;
  const now = answers[current].mark;
  tell(now ? say("meanwhile", { person: now.person }) : say("taken_back"), "bad");
  show();
  return false;
}

async function save() {
  const answer = answers[current];
  const chosen = $("equal").checked ? equals(answer) : [answer];
  const before = chosen.map(({ id, mark }) => ({ id, mark }));
  if (!(await decide(chosen, draftOf(answer)))) return;
  chosen.forEach(({ id }) => drafts.delete(id));
  saved.push({ question: question.id, before });
  tell("");
  toNextWaiting();
}

async function undo() {
  const answer = answers[current];
  if (drafts.delete(answer.id)) return show();
  const last = saved.pop();
  if (!last) return tell(say("nothing_to_undo"));
  if (question.id !== last.question) await openQuestion(last.question);
  for (const { id, mark } of last.before) {
    const place = answers.findIndex((each) => each.id === id);
    current = place;
    if (!(await decide([answers[place]], keptOf({ mark }), mark === null))) return undefined;
  }
  tell(say("undone"));
  return show();
}

// Moving

function move(step) {
  current = Math.min(Math.max(current + step, 0), answers.length - 1);
  tell("");
  show();
  $("place").focus();
}

function toNextWaiting() {
  const order = answers.map((_, place) => (current + 1 + place) % answers.length);
  const next = order.find((place) => waits(answers[place]));
  if (next === undefined) tell(say("done"));
  else current = next;
  show();
  $("place").focus();
}

// Showing

function show() {
  showWords();
  showProgress();
  const answer = answers[current];
  document.querySelector(".desk").hidden = !answer;
  $("empty").hidden = Boolean(answer);
  $("empty").textContent = say("none");
  if (!answer) return;
  $("place").textContent = `${say("answer")} ${say("place", { number: current + 1, count: answers.length })}`;
  $("answer").replaceChildren(...highlighted(answer.text || say("no_text")));
  $("answer").scrollTop = 0;
  $("equal").checked = false;
  showAlike(answer);
  showDrawings(answer);
  showItems();
  showDecision();
}

function showWords() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-label]")) element.textContent = say(element.dataset.label);
  $("question-title").textContent = question.title[language];
  $("asked").textContent = question.asked;
  $("terms").hidden = !question.terms.length;
}

function showProgress() {
  questions.forEach((each, number) => {
    $("question").options[number].textContent = `${number + 1}. ${each.title[language]} (${each.decided}/${each.answers})`;
  });
  $("progress").max = Math.max(question.answers, 1);
  $("progress").value = question.decided;
  $("decided").textContent = say("decided", { decided: question.decided, count: question.answers });
}

function showAlike(answer) {
  const group = answers.filter((each) => each.group === answer.group);
  const same = equals(answer);
  $("alike").hidden = group.length < 2;
  $("alike").textContent = same.length > 1 ? say("same", { count: same.length - 1 }) : say("near", { count: group.length });
  $("all-equal").hidden = same.length < 2;
  document.querySelector("label[for=equal]").textContent = say("all_equal", { count: same.length });
}

function highlighted(text) {
  const terms = question.terms.map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (!terms.length) return [text];
  return text.split(new RegExp(`(${terms.join("|")})`, "giu")).map((part, number) => {
    if (number % 2 === 0) return part;
    const mark = document.createElement("mark");
    mark.textContent = part;
    return mark;
  });
}

async function showDrawings(answer) {
  urls.forEach((url) => URL.revokeObjectURL(url));
  urls = [];
  $("drawings").replaceChildren();
  for (let number = 0; number < answer.drawings; number += 1) {
    const response = await ask(`drawings/${encodeURIComponent(question.id)}/${answer.id}/${number}`);
    if (!response.ok) await complain(response);
    const url = URL.createObjectURL(await response.blob());
    if (answers[current]?.id !== answer.id) return URL.revokeObjectURL(url);
    urls.push(url);
    $("drawings").append(figure(url, say("drawing", { number: number + 1 })));
  }
  return undefined;
}

function figure(url, name) {
  const [frame, image, caption] = ["figure", "img", "figcaption"].map((tag) => document.createElement(tag));
  image.src = url;
  image.alt = name;
  caption.textContent = name;
  frame.append(image, caption);
  return frame;
}

function showItems() {
  const rows = question.items.map((item, number) => {
    const [row, box, key, text, worth] = ["label", "input", "kbd", "span", "span"].map((tag) => document.createElement(tag));
    box.type = "checkbox";
    box.dataset.item = item.id;
    key.textContent = number < 9 ? String(number + 1) : "";
    key.hidden = number >= 9;
    text.textContent = item.text[language];
    worth.textContent = points(item.points);
    worth.className = "points";
    row.append(box, key, text, worth);
    return row;
  });
  $("items").replaceChildren(...rows);
}

function showDecision() {
  const answer = answers[current];
  const draft = draftOf(answer);
  for (const box of $("items").querySelectorAll("input")) box.checked = draft.items.includes(box.dataset.item);
  if ($("adjustment").valueAsNumber !== draft.adjustment) $("adjustment").value = draft.adjustment;
  if ($("comment").value !== draft.comment) $("comment").value = draft.comment;
  $("score").textContent = `${points(scoreOf(draft))} / ${points(question.points)}`;
  showStanding(answer);
}

function showStanding(answer) {
  const { mark } = answer;
  let name = "waits";
  if (mark) name = mark.score === null ? "rubric_changed" : "kept";
  if (drafts.has(answer.id)) name = "unsaved";
  const time = mark ? new Date(mark.at).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" }) : "";
  $("standing").className = name === "rubric_changed" ? "waits" : name;
  $("standing").textContent = say(name, { person: mark?.person ?? "", time });
}

// Keys and clicks

const KEYS = { KeyN: () => move(1), KeyP: () => move(-1), KeyU: undo, KeyC: () => $("comment").focus(), Enter: save, NumpadEnter: save };

function onKey(event) {
  if (event.ctrlKey && event.code === "Enter") return act(event, save);
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || !answers.length) return undefined;
  if (event.target.matches("textarea, input[type=number]")) {
    return event.code === "Escape" ? act(event, () => $("place").focus()) : undefined;
  }
  if (event.target.matches("select, button, summary, .languages input")) return undefined;
  // By its place on the keyboard: under a Korean input method n is another letter.
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
  const item = digit && question.items[Number(digit[1]) - 1];
  if (item) return act(event, () => toggle(item.id));
  return KEYS[event.code] ? act(event, KEYS[event.code]) : undefined;
}

// One after another: whoever types faster than the server answers loses no key.
function act(event, action) {
  event?.preventDefault();
  queue = queue.then(action).catch((error) => {
    if ($("alert").hidden) tell(String(error), "bad");
  });
}

document.addEventListener("keydown", onKey);
$("decision").addEventListener("submit", (event) => act(event, save));
$("undo").addEventListener("click", (event) => act(event, undo));
$("next").addEventListener("click", (event) => act(event, () => move(1)));
$("previous").addEventListener("click", (event) => act(event, () => move(-1)));
$("items").addEventListener("change", (event) => toggle(event.target.dataset.item));
$("adjustment").addEventListener("input", () => choose({ adjustment: $("adjustment").valueAsNumber || 0 }));
$("comment").addEventListener("input", () => choose({ comment: $("comment").value }));
$("question").addEventListener("change", (event) => act(event, () => openQuestion($("question").value)));
document.querySelector(".languages").addEventListener("change", (event) => {
  language = event.target.value;
  show();
});
window.addEventListener("beforeunload", (event) => {
  if (drafts.size) event.preventDefault();
});
act(null, loadQuestions);

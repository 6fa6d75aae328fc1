"""Every word of the page of essays."""

from __future__ import annotations

from typing import Final

from grader.text import Text, say

LABELS: Final[dict[str, Text]] = {
    "essays": say("Essays"),
    "language": say("Language"),
    "question": say("Question"),
    "asked": say("The question"),
    "answer": say("Answer"),
    "rubric": say("Rubric"),
    "adjustment": say("Points more or less"),
    "comment": say("Comment for the student"),
    "score": say("Score"),
    "save": say("Save, and next"),
    "undo": say("Undo"),
    "previous": say("Previous"),
    "next": say("Next"),
    "all_equal": say("Also for the others with the same words, {count} in all"),
    "place": say("{number} of {count}"),
    "decided": say("{decided} of {count} decided"),
    "waits": say("Waits for your decision"),
    "unsaved": say("Not saved yet"),
    "kept": say("Decided by {person}, {time}"),
    "rubric_changed": say("The rubric has changed since {person} decided. Please decide again."),
    "same": say("Word for word as {count} other answers"),
    "near": say("Nearly the same as the other answers of this group, {count} in all"),
    "drawing": say("Drawing {number}"),
    "no_text": say("No words, only a drawing"),
    "done": say("Every answer to this question is decided."),
    "none": say("Nobody has answered this question."),
    "meanwhile": say("{person} decided meanwhile. Look at that decision, and save yours again."),
    "taken_back": say("Somebody took the decision back meanwhile. Please decide again."),
    "undone": say("The last decision is taken back."),
    "nothing_to_undo": say("There is nothing to undo."),
    "unreachable": say("The program does not answer. Is grade essays still running?"),
    "no_token": say("This address is incomplete. Open the one that grade essays printed."),
    "keys": say("Keys"),
    "key_items": say("give or take a line of the rubric"),
    "key_save": say("save, and go to the next that waits"),
    "key_move": say("next, previous answer"),
    "key_comment": say("write a comment; Esc leaves it"),
    "key_undo": say("undo"),
    "terms": say("Marked words are for reading only. They earn nothing."),
}

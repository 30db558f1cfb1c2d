import type { CloseInfo, Session } from "../../src/index.js";
import { copyOf, saveCopyOf } from "../board/copies.js";
import { client, dropOpened } from "../brokerClient.js";
import type { Action, Problem } from "../../src/elements/problem.js";
import { navigate } from "../router.js";

export function notOnThisDevice(): Problem {
  return {
    title: "This device is not in the session",
    text:
      "Open it on the device and in the browser that you joined with, or ask the host for a new " +
      "invite.",
    actions: [home()],
    details: "not_member",
  };
}

/** Why a session is over on this device, and what stays. */
export function closedProblem(session: Session, closed: CloseInfo): Problem {
  const forget: Action = {
    label: "Delete from this device",
    run: () => {
      void client.forget(session.id).then(() => {
        dropOpened(session.id);
        navigate({ type: "start" });
      });
    },
  };
  const copy = saveACopy(session);
  switch (closed.reason) {
    case "removed":
      return {
        title: `${hostOf(session, closed)} removed you from this session`,
        text: `What you already saw stays with you; nothing new arrives. ${stays(copy)}`,
        actions: [...copy, forget, home()],
      };
    case "ended":
      return {
        title: `${hostOf(session, closed)} ended the session`,
        text: `It is over for everyone, and the server has deleted what it stored. ${stays(copy)}`,
        actions: [...copy, ledgerOf(session), forget, home()],
      };
    case "moved":
      return {
        title: "You continued on another device",
        text: "This device holds nothing of the session any more.",
        actions: [home()],
      };
    case "left":
      return {
        title: "You left the session",
        text: "To come back you need a new invite.",
        actions: [home()],
      };
    case "not_found":
      return {
        title: "You are not in this session any more",
        text:
          "A host may have removed you while you were away, or it expired after a long time " +
          `without use. ${stays(copy)}`,
        actions: [...copy, forget, home()],
        details: "not_found",
      };
    case "dishonest_broker":
      return {
        title: "Stop using this session: the server is not honest with you",
        text:
          "It served something that honest members cannot have made, so nothing more is read from " +
          "it and nothing is sent. Tell the others another way.",
        actions: [home()],
        details: closed.message,
      };
  }
}

/** Who did it, at the beginning of a sentence. */
function hostOf({ members }: Session, { by }: CloseInfo): string {
  const host = members.list().find(({ id }) => id === by);
  if (host?.self === true) {
    return "You";
  }
  return host === undefined || host.name === "" ? "A host" : host.name;
}

/** Nothing if this page has shown nothing of the board. */
function saveACopy(session: Session): readonly Action[] {
  return copyOf(session) === ""
    ? []
    : [
        {
          label: "Save a copy",
          primary: true,
          run: () => {
            saveCopyOf(session);
          },
        },
      ];
}

function stays(copy: readonly Action[]): string {
  return copy.length === 0
    ? "This device keeps its keys until you delete them."
    : "This page still has the board: save a copy before you leave it, if you may keep one.";
}

/** It outlives the session for a while. */
function ledgerOf({ id }: Session): Action {
  return {
    label: "Who accessed this session",
    run: () => {
      navigate({ type: "ledger", sid: id });
    },
  };
}

function home(): Action {
  return {
    label: "To the start page",
    run: () => {
      navigate({ type: "start" });
    },
  };
}

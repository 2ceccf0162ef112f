# SPDX-License-Identifier: Apache-2.0
"""What can go wrong between here and the Hub, each in a sentence of its own."""

from __future__ import annotations

import errno
import json
from urllib.parse import urlsplit
from urllib.request import getproxies

import httpx
from huggingface_hub import errors
from huggingface_hub.utils import parse_ratelimit_headers
from rigwise.core.models.hub.place import Place
from rigwise.core.problems import RigwiseError, refuse
from rigwise.core.units import MIB
from rigwise.core.words import phrase

WRONG_CLOCK_S = 24 * 3600  # certificates live for weeks: a clock that is a day wrong is the likelier fault


class AnswerTooLarge(Exception):
    """More bytes came than any honest answer has."""

    def __init__(self, most: int) -> None:
        super().__init__(f"more than {most} bytes")
        self.most = most


class NotTheHub(Exception):
    """A web page came where the Hub answers in JSON: a log-in page of the network, most often."""


def explained(error: Exception, subject: str, place: Place, skew: float | None = None) -> RigwiseError | None:
    """The fault in words; None for what is no fault of network, Hub, repository or disk (ours, then).

    subject: what was asked about, a repository's id or "the search". skew: see Talk.
    """
    if isinstance(error, RigwiseError):
        return error
    host = urlsplit(place.endpoint).hostname or place.endpoint
    if isinstance(error, errors.LocalEntryNotFoundError) and isinstance(error.__cause__, Exception):
        return explained(error.__cause__, subject, place, skew)
    if isinstance(error, errors.OfflineModeIsEnabled):
        return refuse(
            "hub-offline",
            phrase("hub", "HF_HUB_OFFLINE is set, so nothing is asked of the Hub."),
            phrase("hub", "Unset it to search and download."),
        )
    if isinstance(error, errors.HfHubHTTPError):
        return _refused(error, subject, place)
    if isinstance(error, NotTheHub | json.JSONDecodeError | httpx.TooManyRedirects):
        return refuse(
            "hub-portal",
            phrase(
                "hub", "A web page came instead of {host}'s answer; this network seems to want a log-in first."
            ).format(host=host),
            phrase("hub", "Open any page in a browser, log in there, then try again."),
        )
    if isinstance(error, AnswerTooLarge):
        return refuse(
            "hub-answer-large",
            phrase("hub", "The answer about {subject} has more than {most:,} MiB; no honest one is that large.").format(
                subject=subject, most=error.most // MIB or 1
            ),
            phrase("hub", "Choose another repository."),
        )
    if isinstance(error, httpx.TransportError):
        return _transport(error, host, skew)
    if isinstance(error, OSError):
        return _disk(error, place)
    if isinstance(error, ValueError | TypeError | KeyError | AttributeError | RecursionError | httpx.HTTPError):
        return refuse(
            "hub-answer-odd",
            phrase("hub", "What {host} says about {subject} makes no sense.").format(host=host, subject=subject),
            phrase("hub", "Try again in a minute; if it stays, choose another repository."),
        )
    return None


def _refused(error: errors.HfHubHTTPError, subject: str, place: Place) -> RigwiseError:
    response = error.response
    status, page = response.status_code, place.page(subject)
    sent = "authorization" in response.request.headers
    said = (response.headers.get("X-Error-Message") or "").lower()
    if isinstance(error, errors.GatedRepoError):
        if sent:
            return refuse(
                "hub-gated",
                phrase("hub", "{subject} is gated, and the account of your token has not been let in yet.").format(
                    subject=subject
                ),
                phrase("hub", "Accept its terms at {page}, wait for the approval, then try again.").format(page=page),
            )
        return refuse(
            "hub-gated-no-token",
            phrase("hub", "{subject} is gated: its publisher wants to know who takes it.").format(subject=subject),
            phrase(
                "hub",
                "Accept its terms at {page}, then give Rigwise a token of that account (`hf auth login` in a terminal).",
            ).format(page=page),
        )
    if isinstance(error, errors.DisabledRepoError):
        return refuse(
            "hub-disabled",
            phrase("hub", "The Hub has disabled {subject}.").format(subject=subject),
            phrase("hub", "Choose another repository."),
        )
    if isinstance(error, errors.RevisionNotFoundError):
        return refuse(
            "hub-revision-unknown",
            phrase("hub", "{subject} has no such revision.").format(subject=subject),
            phrase("hub", "Look at {page}/commits for one.").format(page=page),
        )
    if isinstance(error, errors.EntryNotFoundError):
        return refuse(
            "hub-file-unknown",
            phrase("hub", "{subject} lacks a file that it should have.").format(subject=subject),
            phrase("hub", "Look at {page}/tree/main.").format(page=page),
        )
    if status == 401 and ("invalid credentials" in said or (sent and "username or password" not in said)):
        return refuse(
            "hub-token-refused",
            phrase("hub", "The Hub does not know your token; it has expired or was revoked."),
            phrase("hub", "Make a new one at {endpoint}/settings/tokens and give it to Rigwise.").format(
                endpoint=place.endpoint
            ),
        )
    if isinstance(error, errors.RepositoryNotFoundError) or status in (401, 404):
        if sent:
            return refuse(
                "hub-not-found",
                phrase("hub", "{subject} is not on the Hub, or it is private and your account may not see it.").format(
                    subject=subject
                ),
                phrase("hub", "Check the spelling, or use a token of an account that may."),
            )
        return refuse(
            "hub-not-found-no-token",
            phrase("hub", "{subject} is not on the Hub, or it is private and no token was sent.").format(
                subject=subject
            ),
            phrase(
                "hub", "Check the spelling; for a private model, give Rigwise a token (`hf auth login` in a terminal)."
            ),
        )
    if status == 403:
        return refuse(
            "hub-forbidden",
            phrase("hub", "Your token may not read {subject}.").format(subject=subject),
            phrase("hub", "Give it read access at {endpoint}/settings/tokens, or use another one.").format(
                endpoint=place.endpoint
            ),
        )
    if status == 429:
        limits = parse_ratelimit_headers(response.headers)
        after = response.headers.get("Retry-After", "")
        seconds = limits.reset_in_seconds if limits else int(after) if after.isdigit() else None
        return refuse(
            "hub-rate-limit",
            phrase("hub", "The Hub has had too many questions from here.")
            if sent
            else phrase("hub", "The Hub has had too many questions from here; without a token it allows few."),
            phrase("hub", "Try again in {seconds} seconds.").format(seconds=seconds)
            if seconds
            else phrase("hub", "Try again in five minutes."),
        )
    if status == 407:
        return _proxy()
    if status >= 500:
        return refuse(
            "hub-server",
            phrase("hub", "The Hub itself has a fault at the moment (HTTP {status}).").format(status=status),
            phrase("hub", "Try again in a few minutes; https://status.huggingface.co says more."),
        )
    return refuse(
        "hub-refused",
        phrase("hub", "The Hub refused to answer about {subject} (HTTP {status}).").format(
            subject=subject, status=status
        ),
        phrase("hub", "Try again later."),
    )


def _proxy() -> RigwiseError:
    return refuse(
        "hub-proxy",
        phrase("hub", "The proxy that HTTPS_PROXY or HTTP_PROXY names does not let Rigwise through."),
        phrase("hub", "Correct the variable, or unset it if this network needs no proxy."),
    )


def _transport(error: Exception, host: str, skew: float | None) -> RigwiseError:
    text = str(error)
    if "CERTIFICATE_VERIFY_FAILED" in text:
        timely = "not yet valid" in text or "expired" in text
        if timely or (skew is not None and abs(skew) > WRONG_CLOCK_S):
            return refuse(
                "hub-clock",
                (
                    phrase("hub", "By this machine's clock, {host}'s certificate is not valid yet.")
                    if "not yet" in text
                    else phrase("hub", "By this machine's clock, {host}'s certificate is out of date.")
                ).format(host=host),
                phrase("hub", "Check date and time of this machine (`timedatectl`), then try again."),
            )
        return refuse(
            "hub-certificate",
            phrase(
                "hub",
                "{host}'s certificate is not one that this machine trusts; a company's proxy may be reading along.",
            ).format(host=host),
            phrase("hub", "Add its certificate to the system, and set SSL_CERT_FILE to the bundle that has it."),
        )
    if isinstance(error, httpx.ProxyError):
        return _proxy()
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        proxies = getproxies()
        if any(proxies.get(kind) for kind in ("http", "https", "all")) and host not in ("127.0.0.1", "localhost"):
            return _proxy()
    if isinstance(error, httpx.TimeoutException):
        return refuse(
            "hub-timeout",
            phrase("hub", "{host} did not answer in time.").format(host=host),
            phrase("hub", "Check the network, or try again in a minute."),
        )
    if isinstance(error, httpx.ConnectError):
        return refuse(
            "hub-unreachable",
            phrase("hub", "{host} cannot be reached; this machine seems to be offline.").format(host=host),
            phrase("hub", "Check the network. The catalogue, downloaded models and folders work without it."),
        )
    return refuse(
        "hub-dropped",
        phrase("hub", "The connection to {host} broke off.").format(host=host),
        phrase("hub", "Try again; a download goes on where it was."),
    )


def _disk(error: OSError, place: Place) -> RigwiseError:
    where = error.filename or place.cache
    if error.errno == errno.ENOSPC:
        return refuse(
            "disk-full",
            phrase("hub", "The disk of {cache} is full.").format(cache=place.cache),
            phrase("hub", "Free some space, then go on."),
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return refuse(
            "disk-refused",
            phrase("hub", "{where} may not be written.").format(where=where),
            phrase("hub", "Correct the folder's owner, or set HF_HOME."),
        )
    return refuse(
        "disk-fault",
        phrase("hub", "{where} cannot be used: {why}.").format(where=where, why=error.strerror or error),
        phrase("hub", "Check the disk."),
    )

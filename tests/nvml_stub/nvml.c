/* SPDX-License-Identifier: Apache-2.0
 * A stand-in for libnvidia-ml.so.1 for tests: it answers from a text file (NVML_STUB_RIG, read at every nvmlInit) that
 * lists cards as "gpu" lines followed by "key value" lines. A key that is absent is "not supported" (3); a value "!15"
 * makes the call fail with that NVML code; "fail N" in a card's lines makes each of its calls fail so. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_GPUS 16
#define MOST_LINES 128
struct card { int lines; char key[MOST_LINES][32]; char value[MOST_LINES][160]; };
static struct card cards[MOST_GPUS + 1]; /* cards[0]: the system's own lines */
static int count;

static const char *find(struct card *c, const char *key) {
    for (int i = 0; i < c->lines; i++)
        if (!strcmp(c->key[i], key)) return c->value[i];
    return NULL;
}

static int load(void) {
    const char *path = getenv("NVML_STUB_RIG");
    FILE *f = path ? fopen(path, "r") : NULL;
    char line[256];
    if (!f) return 9; /* driver not loaded */
    memset(cards, 0, sizeof cards);
    count = 0;
    while (fgets(line, sizeof line, f)) {
        char key[32], value[160] = "";
        if (sscanf(line, " %31s %159[^\n]", key, value) < 1) continue;
        if (!strcmp(key, "gpu")) { if (count < MOST_GPUS) count++; continue; }
        struct card *c = &cards[count];
        if (c->lines == MOST_LINES) continue;
        strcpy(c->key[c->lines], key);
        strcpy(c->value[c->lines++], value);
    }
    fclose(f);
    const char *fail = find(&cards[0], "init");
    return fail ? atoi(fail) : 0;
}

/* Look a key up: 0 and the text, or the NVML code to return. */
static int get(void *handle, const char *key, const char **out) {
    struct card *c = handle;
    const char *fail = find(c, "fail");
    if (fail) return atoi(fail);
    *out = find(c, key);
    if (!*out) return 3;
    return **out == '!' ? atoi(*out + 1) : 0;
}
static int number(void *handle, const char *key, unsigned *out) {
    const char *text;
    int code = get(handle, key, &text);
    if (!code) *out = (unsigned)strtoul(text, NULL, 10);
    return code;
}
static int string(void *handle, const char *key, char *out, unsigned size) {
    const char *text;
    int code = get(handle, key, &text);
    if (!code) snprintf(out, size, "%s", text);
    return code;
}

int nvmlInitWithFlags(unsigned flags) { (void)flags; return load(); }
int nvmlInit_v2(void) { return load(); }
int nvmlShutdown(void) { return 0; }
const char *nvmlErrorString(int code) { (void)code; return "stub error"; }
int nvmlSystemGetDriverVersion(char *out, unsigned size) { return string(&cards[0], "driver", out, size); }
int nvmlSystemGetNVMLVersion(char *out, unsigned size) { return string(&cards[0], "driver", out, size); }
int nvmlSystemGetCudaDriverVersion(int *out) { return number(&cards[0], "cuda", (unsigned *)out); }
int nvmlSystemGetCudaDriverVersion_v2(int *out) { return nvmlSystemGetCudaDriverVersion(out); }
int nvmlDeviceGetCount_v2(unsigned *out) { *out = count; return 0; }
int nvmlDeviceGetHandleByIndex_v2(unsigned index, void **out) {
    if ((int)index >= count) return 2;
    *out = &cards[index + 1];
    return 0;
}
int nvmlDeviceGetName(void *d, char *out, unsigned size) { return string(d, "name", out, size); }
int nvmlDeviceGetUUID(void *d, char *out, unsigned size) { return string(d, "uuid", out, size); }

struct pci { char legacy[16]; unsigned domain, bus, device, id, subsystem; char address[32]; };
int nvmlDeviceGetPciInfo_v3(void *d, struct pci *out) {
    memset(out, 0, sizeof *out);
    return string(d, "bus", out->address, sizeof out->address);
}
struct memory { unsigned long long total, free, used; };
struct memory_v2 { unsigned version; unsigned long long total, reserved, free, used; };
static int bytes(void *d, const char *key, unsigned long long *out) {
    const char *text;
    int code = get(d, key, &text);
    if (!code) *out = strtoull(text, NULL, 10);
    return code;
}
int nvmlDeviceGetMemoryInfo_v2(void *d, struct memory_v2 *out) {
    int code = bytes(d, "total", &out->total);
    if (code) return code;
    out->reserved = out->used = 0;
    bytes(d, "reserved", &out->reserved);
    bytes(d, "used", &out->used);
    out->free = out->total - out->reserved - out->used;
    return 0;
}
int nvmlDeviceGetMemoryInfo(void *d, struct memory *out) {
    struct memory_v2 newer;
    int code = nvmlDeviceGetMemoryInfo_v2(d, &newer);
    if (code) return code;
    out->total = newer.total;
    out->free = newer.free;
    out->used = newer.used + newer.reserved;
    return 0;
}
int nvmlDeviceGetCudaComputeCapability(void *d, int *major, int *minor) {
    const char *text;
    int code = get(d, "capability", &text);
    if (!code) sscanf(text, "%d.%d", major, minor);
    return code;
}
int nvmlDeviceGetCurrPcieLinkGeneration(void *d, unsigned *out) { return number(d, "pcie_gen", out); }
int nvmlDeviceGetCurrPcieLinkWidth(void *d, unsigned *out) { return number(d, "pcie_width", out); }
int nvmlDeviceGetMaxPcieLinkGeneration(void *d, unsigned *out) { return number(d, "pcie_gen_max", out); }
int nvmlDeviceGetMaxPcieLinkWidth(void *d, unsigned *out) { return number(d, "pcie_width_max", out); }
int nvmlDeviceGetDisplayActive(void *d, unsigned *out) { return number(d, "display_active", out); }
int nvmlDeviceGetDisplayMode(void *d, unsigned *out) { return number(d, "display_mode", out); }
int nvmlDeviceGetPowerUsage(void *d, unsigned *out) { return number(d, "power_mw", out); }
int nvmlDeviceGetEnforcedPowerLimit(void *d, unsigned *out) { return number(d, "power_limit_mw", out); }
int nvmlDeviceGetTemperature(void *d, int sensor, unsigned *out) { (void)sensor; return number(d, "temperature", out); }
int nvmlDeviceGetEccMode(void *d, unsigned *now, unsigned *pending) {
    int code = number(d, "ecc", now);
    *pending = *now;
    return code;
}
int nvmlDeviceGetMigMode(void *d, unsigned *now, unsigned *pending) {
    int code = number(d, "mig", now);
    *pending = *now;
    return code;
}
int nvmlDeviceGetUtilizationRates(void *d, unsigned out[2]) {
    out[1] = 0;
    return number(d, "utilization", &out[0]);
}

struct process { unsigned pid; unsigned long long used; unsigned gpu_instance, compute_instance; };
/* "processes": pid:bytes pairs, space separated */
static int processes(void *d, const char *key, unsigned *room, struct process *out) {
    const char *text;
    struct process found[32];
    unsigned n = 0, used;
    int code = get(d, key, &text);
    if (code == 3) { *room = 0; return 0; }
    if (code) return code;
    while (n < 32 && sscanf(text, " %u:%llu%n", &found[n].pid, &found[n].used, (int *)&used) == 2) {
        found[n].gpu_instance = found[n].compute_instance = 0xffffffff;
        text += used;
        n++;
    }
    if (!n) { *room = 0; return 0; }
    if (!out || *room < n) { *room = n; return 7; }
    memcpy(out, found, n * sizeof *found);
    *room = n;
    return 0;
}
int nvmlDeviceGetComputeRunningProcesses_v3(void *d, unsigned *room, struct process *out) { return processes(d, "processes", room, out); }
int nvmlDeviceGetGraphicsRunningProcesses_v3(void *d, unsigned *room, struct process *out) { return processes(d, "graphics", room, out); }

/* "nvlink": peers' bus addresses, one a link, "-" for a link that is down */
static int link_peer(void *d, unsigned link, char *out) {
    const char *text;
    int code = get(d, "nvlink", &text), used;
    if (code) return code;
    for (unsigned i = 0; sscanf(text, " %31s%n", out, &used) == 1; i++, text += used)
        if (i == link) return 0;
    return 2;
}
int nvmlDeviceGetNvLinkState(void *d, unsigned link, unsigned *out) {
    char peer[32];
    int code = link_peer(d, link, peer);
    *out = !code && strcmp(peer, "-");
    return code;
}
int nvmlDeviceGetNvLinkRemotePciInfo_v2(void *d, unsigned link, struct pci *out) {
    char peer[32];
    int code = link_peer(d, link, peer);
    memset(out, 0, sizeof *out);
    if (!code) strcpy(out->address, peer);
    return code;
}
/* of a pair, from the first card's lines: "p2p", "topology" */
int nvmlDeviceGetP2PStatus(void *a, void *b, int index, int *out) {
    (void)b;
    return number(a, index == 2 ? "p2p_nvlink" : "p2p", (unsigned *)out);
}
int nvmlDeviceGetTopologyCommonAncestor(void *a, void *b, int *out) { (void)b; return number(a, "topology", (unsigned *)out); }

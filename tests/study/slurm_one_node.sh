#!/usr/bin/env bash
# A SLURM of one node in a folder of its own, from Debian's packages (slurmctld, slurmd, slurm-client, munge): for tests, as root.
#   slurm_one_node.sh up FOLDER      starts it; then: export SLURM_CONF=FOLDER/slurm.conf
#   slurm_one_node.sh down FOLDER    ends it
set -euo pipefail
what=$1
place=$(realpath -m "$2")
host=$(hostname -s)
case "$what" in
up)
    mkdir -p "$place"/{munge,state,spool}
    [ -s "$place/munge/key" ] || dd if=/dev/urandom of="$place/munge/key" bs=1 count=1024 2>/dev/null
    chmod 700 "$place/munge"
    chmod 400 "$place/munge/key"
    munged --key-file="$place/munge/key" --socket="$place/munge/socket" --pid-file="$place/munge/pid" \
        --log-file="$place/munge/log" --seed-file="$place/munge/seed" --force
    cat >"$place/slurm.conf" <<CONF
ClusterName=one
SlurmctldHost=$host(127.0.0.1)
AuthType=auth/munge
AuthInfo=socket=$place/munge/socket
CredType=cred/munge
MpiDefault=none
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SlurmUser=root
SlurmdUser=root
SlurmctldPidFile=$place/ctld.pid
SlurmdPidFile=$place/d.pid
SlurmctldLogFile=$place/ctld.log
SlurmdLogFile=$place/d.log
StateSaveLocation=$place/state
SlurmdSpoolDir=$place/spool
SlurmctldPort=16817
SlurmdPort=16818
ReturnToService=2
SchedulerType=sched/builtin
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
    export SLURM_CONF=$place/slurm.conf
    slurmctld
    slurmd
    for _ in $(seq 60); do
        sinfo -h -o %T 2>/dev/null | grep -q idle && exit 0
        sleep 1
    done
    echo "no idle node after a minute" >&2
    exit 1
    ;;
down)
    for pid in ctld.pid d.pid munge/pid; do
        [ ! -s "$place/$pid" ] || kill "$(cat "$place/$pid")" || true
    done
    ;;
esac

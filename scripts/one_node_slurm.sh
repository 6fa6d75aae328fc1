#!/bin/sh
# A SLURM of one node on this machine, for the test that grades on it; as root.
set -eu
host=$(hostname -s)
cores=$(nproc)
memory_mib=$(($(awk '/MemTotal/ { print $2 }' /proc/meminfo) / 1024))
mkdir -p /run/munge /var/spool/slurmd /var/spool/slurmctld /etc/slurm
chown munge: /run/munge
[ -s /etc/munge/munge.key ] || (umask 077; head -c 1024 /dev/urandom > /etc/munge/munge.key)
chown munge: /etc/munge/munge.key
pgrep -x munged >/dev/null || setpriv --reuid munge --regid munge --clear-groups /usr/sbin/munged
cat > /etc/slurm/slurm.conf <<CONF
ClusterName=one
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
StateSaveLocation=/var/spool/slurmctld
SlurmdSpoolDir=/var/spool/slurmd
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=$cores RealMemory=$memory_mib State=UNKNOWN
PartitionName=cpu Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
pgrep -x slurmctld >/dev/null || slurmctld
pgrep -x slurmd >/dev/null || slurmd
for _ in $(seq 30); do
    sinfo -h -o %t | grep -q idle && exit 0
    sleep 1
done
sinfo
exit 1
